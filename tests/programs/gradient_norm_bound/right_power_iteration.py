import numpy as np
def gradient_norm_bound(W, gamma, T):
    lam = np.linalg.eigvals(W.T @ W)
    return (gamma * np.sqrt(np.abs(lam.max()))) ** T
