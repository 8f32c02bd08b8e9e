import numpy as np
def adam_weight_decay_step(theta, grad, s, r, t, lr, lam, rho1=0.9, rho2=0.999, delta=1e-8):
    s = rho1 * s + (1 - rho1) * grad; r = rho2 * r + (1 - rho2) * grad ** 2
    sh = s / (1 - rho1 ** t) + lam * theta
    return theta - lr * sh / (np.sqrt(r / (1 - rho2 ** t)) + delta), s, r
