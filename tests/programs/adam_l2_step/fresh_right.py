import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    g = np.add(grad, np.multiply(2 * gamma, theta))
    s1, r1 = s.copy(), r.copy()
    s1 *= rho1; s1 += (1 - rho1) * g
    r1 *= rho2; r1 += (1 - rho2) * np.square(g)
    step = -lr * (s1 / (1 - rho1 ** t)) / (delta + np.sqrt(r1 / (1 - rho2 ** t)))
    return theta + step, s1, r1
