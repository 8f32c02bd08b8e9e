import numpy as np
def gradient_norm_bound(W, gamma, T):
    return (np.linalg.svd(W, compute_uv=False)[0] * gamma) ** T
