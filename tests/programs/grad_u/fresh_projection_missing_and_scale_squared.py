import numpy as np
def grad_u(u, gamma, grad_w): return gamma * grad_w / (u @ u)
