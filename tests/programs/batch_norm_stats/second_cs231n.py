import numpy as np
def batch_norm_stats(x):
    N, C, F = x.shape
    x2 = x.transpose(0, 2, 1).reshape(-1, C)
    mu = 1. / (N * F) * np.sum(x2, axis=0)
    xmu = x2 - mu
    return mu, 1. / (N * F) * np.sum(xmu ** 2, axis=0)
