import numpy as np
def grad_u(u, gamma, grad_w):
    n = np.linalg.norm(u); v = u / n; return (grad_w - v * (v @ grad_w)) / n
