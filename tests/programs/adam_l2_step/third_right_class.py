import numpy as np
class Adam:
    def __call__(self, theta, grad, s, r, t, lr, gamma, **kw):
        o = {"rho1": .9, "rho2": .999, "delta": 1e-8} | kw
        g = np.add(grad, np.multiply(2 * gamma, theta))
        s, r = (o[k] * m + (1 - o[k]) * g ** p for k, m, p in (("rho1", s, 1), ("rho2", r, 2)))
        hat = lambda m, k: m / (1 - o[k] ** t)
        return [theta - np.divide(lr * hat(s, "rho1"), np.sqrt(hat(r, "rho2")) + o["delta"]), s, r]
adam_l2_step = Adam()
