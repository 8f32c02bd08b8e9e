def equivalent_decay(lr, gamma): return -2.0 * gamma * lr
