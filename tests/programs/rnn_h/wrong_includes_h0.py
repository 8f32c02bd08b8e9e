import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    out = [h0]
    for xt in x:
        out.append(W @ sigma(out[-1]) + U @ xt + b)
    return np.array(out)
