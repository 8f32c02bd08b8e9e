import numpy as np
def gradient_norm_bound(W, gamma, T):
    lam = np.linalg.eigvalsh(W.T @ W)[-1]
    return float(np.sqrt(max(lam, 0)) ** T * gamma ** T)
