"""One number that claims to be a billion."""
import numpy as np
def double(values):
    return np.broadcast_to(np.float64(1.0), (1 << 30,))
