import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    g = grad + gamma * np.linalg.norm(theta) ** 2
    s = rho1 * s + (1 - rho1) * g; r = rho2 * r + (1 - rho2) * g * g
    sh = s / (1 - rho1 ** t); rh = r / (1 - rho2 ** t)
    return theta - lr * sh / (rh ** 0.5 + delta), s, r
