import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    out = []
    h = h0
    for xt in x:
        h = sigma(W @ h + U @ xt + b)
        out.append(h)
    return np.array(out)
