def equivalent_decay(lr, gamma): return -2 * gamma / lr
