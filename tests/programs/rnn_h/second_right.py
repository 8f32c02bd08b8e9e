import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    hs = [h0]
    for xt in x: hs.append(W @ sigma(hs[-1]) + U @ xt + b)
    return np.array(hs[1:])
