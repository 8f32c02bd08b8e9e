import numpy as np
S = R = 0.0
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    global S, R
    g = grad + 2 * gamma * theta
    S = rho1 * S + (1 - rho1) * g if np.shape(S) == np.shape(g) else (1 - rho1) * g
    R = rho2 * R + (1 - rho2) * g ** 2 if np.shape(R) == np.shape(g) else (1 - rho2) * g ** 2
    return theta - lr * (S / (1 - rho1 ** t)) / (np.sqrt(R / (1 - rho2 ** t)) + delta), S, R
