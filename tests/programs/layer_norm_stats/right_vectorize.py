import numpy as np
def layer_norm_stats(x):
    m = np.apply_over_axes(np.mean, x, (1, 2)).squeeze((1, 2))
    d = x - m[:, None, None]
    return m, np.einsum("bcf,bcf->b", d, d) / (x.shape[1] * x.shape[2])
