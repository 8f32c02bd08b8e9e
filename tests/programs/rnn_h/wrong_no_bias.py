import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    out, h = [], h0
    for xt in x:
        h = W @ sigma(h) + U @ xt
        out.append(h)
    return np.array(out)
