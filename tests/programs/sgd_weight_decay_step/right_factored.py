import numpy as np
def sgd_weight_decay_step(theta, grad, lr, lam):
    theta = np.array(theta, dtype=float)
    theta *= 1 + lam
    return theta - np.multiply(lr, grad)
