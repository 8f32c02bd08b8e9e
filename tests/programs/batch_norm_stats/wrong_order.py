import numpy as np
def batch_norm_stats(x):
    return x.var(axis=(0, 2)), x.mean(axis=(0, 2))
