def sgd_l2_step(theta, grad, lr, gamma):
    theta -= lr * (grad + 2 * gamma * theta)
    return theta
