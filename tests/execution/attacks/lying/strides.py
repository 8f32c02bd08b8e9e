"""Views with strides that leave their own memory."""
import numpy as np
def double(values):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 18,), (-8,))
