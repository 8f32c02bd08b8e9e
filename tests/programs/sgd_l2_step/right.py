def sgd_l2_step(theta, grad, lr, gamma):
    g = grad + 2 * gamma * theta
    return theta - lr * g
