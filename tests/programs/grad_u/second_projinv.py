import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u); v = u / n; return gamma / n * (v * (v @ grad_w) - grad_w)
