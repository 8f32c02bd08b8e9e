import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    d = np.array(grad); d += gamma * theta
    m = rho1 * s + (1 - rho1) * d; v = rho2 * r + (1 - rho2) * d * d
    denom = np.sqrt(v) / np.sqrt(1 - rho2 ** t) + delta
    return theta - lr / (1 - rho1 ** t) * m / denom, m, v
