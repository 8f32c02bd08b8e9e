def adam_l2_step(theta, grad, lr, gamma):
    return theta - lr * grad
