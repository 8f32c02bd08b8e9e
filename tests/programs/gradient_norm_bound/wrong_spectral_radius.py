import numpy as np
def gradient_norm_bound(W, gamma, T):
    return (gamma * np.abs(np.linalg.eigvals(W)).max()) ** T
