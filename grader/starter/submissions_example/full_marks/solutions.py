import numpy as np


def moving_average(x, k):
    return np.convolve(x, np.ones(k), mode="valid") / k
