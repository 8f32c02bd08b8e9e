import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, **kw):
    rho1, rho2, delta = kw.get("rho1", 0.9), kw.get("rho2", 0.999), kw.get("delta", 1e-8)
    g = np.add(grad, 2 * gamma * theta)
    s = s * rho1 + g * (1 - rho1)
    r = r * rho2 + g ** 2 * (1 - rho2)
    return np.array([theta - lr * s / (1 - rho1 ** t) / (np.sqrt(r / (1 - rho2 ** t)) + delta), s, r])
