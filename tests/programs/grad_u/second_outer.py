import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u); return gamma / n * (np.eye(len(u)) - np.dot(u, u) / n ** 2) @ grad_w
