import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.sqrt(u.dot(u)); v = u / n
    return gamma / n * grad_w - gamma * v.dot(grad_w) / n * v
