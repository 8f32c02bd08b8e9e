def sgd_l2_step(theta, grad, lr, gamma):
    return (1 - 2 * lr * gamma) * theta - lr * grad
