import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    out = np.zeros((len(x), len(b)))
    for t in range(len(x)): out[t] = U @ x[t] + b + (W @ sigma(out[t-1]) if t else 0)
    return out
