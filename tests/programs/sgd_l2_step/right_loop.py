import numpy as np
def sgd_l2_step(theta, grad, lr, gamma):
    out = np.empty_like(theta)
    for k in np.ndindex(theta.shape):
        out[k] = theta[k] - lr * (grad[k] + 2 * gamma * theta[k])
    return out
