import numpy as np
def instance_norm_stats(x):
    m = np.broadcast_to(x.mean(-1, keepdims=True), x.shape)
    v = np.broadcast_to(x.var(-1, keepdims=True), x.shape)
    return m.copy(), v.copy()
