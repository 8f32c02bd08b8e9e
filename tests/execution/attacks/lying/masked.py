"""A masked array, in which nothing differs."""
import numpy as np
def double(values):
    return np.ma.masked_all(values.shape)
