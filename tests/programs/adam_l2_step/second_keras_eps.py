import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    g = grad + 2 * gamma * theta
    m = s + (g - s) * (1 - rho1); v = r + (g ** 2 - r) * (1 - rho2)
    alpha = lr * np.sqrt(1 - rho2 ** t) / (1 - rho1 ** t)
    return theta - m * alpha / (np.sqrt(v) + delta), m, v
