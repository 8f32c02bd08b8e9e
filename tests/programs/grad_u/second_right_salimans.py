import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u)
    grad_g = np.dot(grad_w, u) / n
    return gamma / n * grad_w - gamma * grad_g / n ** 2 * u
