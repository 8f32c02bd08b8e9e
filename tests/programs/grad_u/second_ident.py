import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u); return gamma * (n - np.outer(u, u) / n) @ grad_w / n ** 2
