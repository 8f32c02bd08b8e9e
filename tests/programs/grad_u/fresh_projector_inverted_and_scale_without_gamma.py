import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u)
    return (u * (u @ grad_w) / n ** 2 - grad_w) / n
