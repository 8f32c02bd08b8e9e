import numpy as np
def grad_u(u, gamma, grad_w):
    n2 = u @ u; return gamma / n2 * (grad_w - u * (u @ grad_w) / n2)
