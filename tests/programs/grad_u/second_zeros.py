import numpy as np
def grad_u(u, gamma, grad_w): return np.zeros_like(u)
