import numpy as np
def batch_norm_stats(x): return np.median(x, axis=(0, 2)), x.var(axis=(0, 2))
