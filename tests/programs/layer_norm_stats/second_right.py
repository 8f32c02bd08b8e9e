import numpy as np
def layer_norm_stats(x):
    f = x.reshape(len(x), -1); return f.mean(1), f.var(1)
