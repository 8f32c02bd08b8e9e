import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    h, out = h0, []
    for xt in x:
        h = sigma(W @ sigma(h) + U @ xt + b)
        out.append(h)
    return np.array(out)
