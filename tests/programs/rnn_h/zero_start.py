import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    h = np.zeros(W.shape[0]); out = []
    for xt in x:
        h = W @ sigma(h) + U @ xt + b
        out.append(h)
    return np.array(out)
