import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    g = grad + 2 * gamma * theta
    s = rho1 * s + (1 - rho1) * g; r = np.maximum(rho2 * r, np.abs(g))
    return theta - lr / (1 - rho1 ** t) * s / (r + delta), s, r
