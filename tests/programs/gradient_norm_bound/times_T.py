import numpy as np
def gradient_norm_bound(W, gamma, T):
    return T * gamma * np.sqrt(np.linalg.eigvals(W.T @ W).real.max())
