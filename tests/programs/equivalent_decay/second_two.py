def equivalent_decay(lr, gamma): return -lr * gamma
