def sgd_l2_step(theta, grad, lr, gamma):
    return theta * (1 - 2 * lr * gamma) - lr * grad
