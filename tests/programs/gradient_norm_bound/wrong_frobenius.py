import numpy as np
def gradient_norm_bound(W, gamma, T):
    return (gamma * np.linalg.norm(W)) ** T
