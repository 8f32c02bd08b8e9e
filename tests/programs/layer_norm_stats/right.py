import numpy as np
def layer_norm_stats(x):
    flat = x.reshape(x.shape[0], -1)
    return flat.mean(axis=1), flat.var(axis=1)
