import numpy as np
def rnn_h(W, U, b, x, h0, sigma):
    h = h0[:, None]; out = []
    for t in range(x.shape[0]):
        h = W @ sigma(h) + U @ x[t][:, None] + b[:, None]
        out.append(h[:, 0])
    return np.asarray(out)
