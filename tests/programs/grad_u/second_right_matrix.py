import numpy as np
def grad_u(u, gamma, grad_w):
    d = u.size; n = np.sqrt((u ** 2).sum())
    J = np.zeros((d, d))
    for i in range(d):
        for j in range(d): J[i, j] = gamma * ((i == j) / n - u[i] * u[j] / n ** 3)
    return J.T @ grad_w
