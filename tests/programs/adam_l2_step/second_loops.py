import math, numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    th, S, R = [], [], []
    shape = np.shape(theta)
    for a, g, m, v in zip(np.ravel(theta), np.ravel(grad), np.ravel(s), np.ravel(r)):
        g = g + 2 * gamma * a
        m = rho1 * m + (1 - rho1) * g; v = rho2 * v + (1 - rho2) * g ** 2
        S.append(m); R.append(v)
        th.append(a - lr * (m / (1 - rho1 ** t)) / (math.sqrt(v / (1 - rho2 ** t)) + delta))
    return tuple(np.array(q, dtype=float).reshape(shape) for q in (th, S, R))
