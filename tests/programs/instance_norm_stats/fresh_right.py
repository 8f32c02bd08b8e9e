import numpy as np
def instance_norm_stats(x):
    m = x @ np.full(x.shape[2], 1 / x.shape[2])
    return m, ((x - m[..., None]) ** 2).mean(2)
