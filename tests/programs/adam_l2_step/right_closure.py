import numpy as np
def make_adam(penalty):
    def step(theta, grad, s, r, t, lr, gamma, rho1=0.9, rho2=0.999, delta=1e-8):
        g = grad + penalty(theta, gamma)
        s_new, r_new = rho1 * s + (1 - rho1) * g, rho2 * r + (1 - rho2) * g * g
        return theta - lr * (s_new / (1 - rho1 ** t)) / (np.sqrt(r_new / (1 - rho2 ** t)) + delta), s_new, r_new
    return step
adam_l2_step = make_adam(lambda th, ga: 2.0 * ga * th)
