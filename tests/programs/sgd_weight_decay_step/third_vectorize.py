import numpy as np


def sgd_weight_decay_step(theta, grad, lr, lam):
    return np.vectorize(lambda w, g: w - lr * g + lam * w)(theta, grad)
