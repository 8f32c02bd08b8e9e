"""Asks for a huge array."""
import numpy as np
def double(values):
    return np.ones(1 << 40)
