def sgd_weight_decay_step(theta, grad, lr, lam): return theta - lr * grad - lam * theta
