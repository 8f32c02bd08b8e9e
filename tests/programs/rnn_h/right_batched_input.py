import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    drive = x @ U.T + b
    hs = [h0]
    for d in drive:
        hs.append(sigma(hs[-1]) @ W.T + d)
    return np.stack(hs[1:])
