import numpy as np
def batch_norm_stats(x):
    return x.mean(axis=0), x.var(axis=0)
