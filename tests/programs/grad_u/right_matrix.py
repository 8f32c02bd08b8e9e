import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u)
    M = np.eye(len(u)) - np.outer(u, u) / n ** 2
    return gamma / n * M @ grad_w
