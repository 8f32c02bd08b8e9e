import numpy as np
def sgd_l2_step(theta, grad, lr, gamma):
    return theta - lr * (grad + gamma * np.sum(theta ** 2))
