import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u)
    return gamma / n * (grad_w - u * (u @ grad_w))
