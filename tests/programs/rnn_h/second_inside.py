import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    h = h0; out = []
    for xt in x: h = sigma(W @ h + U @ xt + b); out.append(h)
    return np.stack(out)
