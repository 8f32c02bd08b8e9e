import numpy as np
def batch_norm_stats(x):
    y = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    m = y.mean(1)
    return np.array([m, (y ** 2).mean(1) - m ** 2])
