def sgd_l2_step(theta, grad, lr, gamma):
    return theta - lr * (grad + gamma * theta)
