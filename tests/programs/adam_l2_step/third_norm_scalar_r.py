import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    g = grad + 2 * gamma * theta
    s = rho1 * s + (1 - rho1) * g
    r = rho2 * r + (1 - rho2) * np.sum(g ** 2)
    return theta - lr * (s / (1 - rho1 ** t)) / (np.sqrt(r / (1 - rho2 ** t)) + delta), s, r
