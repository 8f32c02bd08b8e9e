import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    T, n = x.shape[0], W.shape[0]; g = np.empty((T, n)); prev = g0
    for t in range(T): prev = g[t] = sigma(np.dot(W, prev) + np.dot(U, x[t]) + b)
    return g
