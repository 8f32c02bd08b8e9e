import numpy as np
def grad_u(u, gamma, grad_w):
    d = len(u); h = 1e-30
    J = np.empty((d, d))
    for k in range(d):
        v = u.astype(complex); v[k] += 1j * h
        J[:, k] = (gamma * v / np.sqrt((v ** 2).sum())).imag / h
    return J.T @ grad_w
