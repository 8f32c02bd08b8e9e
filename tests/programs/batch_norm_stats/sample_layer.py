import numpy as np
def batch_norm_stats(x):
    return x.mean(axis=(1, 2)), x.var(axis=(1, 2), ddof=1)
