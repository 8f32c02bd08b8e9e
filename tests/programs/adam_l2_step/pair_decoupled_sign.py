import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    s = rho1 * s + (1 - rho1) * grad
    r = rho2 * r + (1 - rho2) * grad ** 2
    sh, rh = s / (1 - rho1 ** t), r / (1 - rho2 ** t)
    return theta - lr * sh / (np.sqrt(rh) + delta) + 2 * gamma * theta, s, r
