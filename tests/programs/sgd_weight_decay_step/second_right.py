import numpy as np
def sgd_weight_decay_step(theta, grad, lr, lam):
    return np.add(np.multiply(1 + lam, theta), -lr * np.asarray(grad))
