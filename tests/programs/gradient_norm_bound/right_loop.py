import numpy as np
def gradient_norm_bound(W, gamma, T):
    bound = 1
    for _ in range(T):
        bound = bound * gamma * np.linalg.norm(W, ord=2)
    return np.array(bound)
