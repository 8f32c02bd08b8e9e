import numpy as np
def grad_u(u, gamma, grad_w):
    n2 = np.dot(u, u)
    return gamma / np.sqrt(n2) * (grad_w - u * np.dot(u, grad_w) / n2)
