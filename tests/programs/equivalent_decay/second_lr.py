def equivalent_decay(lr, gamma): return -gamma * 2
