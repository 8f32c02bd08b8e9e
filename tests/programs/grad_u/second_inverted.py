import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u); return n / gamma * (np.eye(len(u)) - np.outer(u, u) / n ** 2) @ grad_w
