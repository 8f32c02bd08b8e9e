import numpy as np
def adam_l2_step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
    theta, grad, s, r = map(np.array, (theta, grad, s, r))
    grad = grad + gamma * (theta + theta)
    s += (1 - rho1) * (grad - s)
    r += (1 - rho2) * (np.square(grad) - r)
    upd = -lr * (s / (1 - rho1 ** t)) / ((r / (1 - rho2 ** t)) ** 0.5 + delta)
    return [theta + upd, s, r]
