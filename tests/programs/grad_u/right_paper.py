import numpy as np
def grad_u(u, gamma, grad_w):
    # salimans and kingma
    norm = np.sqrt((u ** 2).sum())
    grad_g = (grad_w * u).sum() / norm
    return gamma / norm * grad_w - gamma * grad_g / norm ** 2 * u
