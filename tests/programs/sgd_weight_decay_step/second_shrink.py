def sgd_weight_decay_step(theta, grad, lr, lam): return (1 - lam) * theta - lr * grad
