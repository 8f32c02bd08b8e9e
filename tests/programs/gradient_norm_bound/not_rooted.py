import numpy as np
def gradient_norm_bound(W, gamma, T):
    return (gamma * np.linalg.eigvalsh(W.T @ W).max()) ** T
