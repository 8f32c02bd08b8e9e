equivalent_decay = lambda lr, gamma: 2 * lr * gamma
