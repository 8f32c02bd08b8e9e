import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    T = x.shape[0]
    H = np.zeros((T, len(h0)))
    h = h0
    for t in range(T):
        h = W.dot(sigma(h)) + U.dot(x[t]) + b
        H[t] = h
    return H
