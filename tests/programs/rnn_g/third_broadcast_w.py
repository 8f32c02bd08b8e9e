import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    g, out = g0, []
    for t in range(len(x)):
        g = sigma((W * g).sum(axis=0) + U @ x[t] + b)
        out.append(g)
    return np.array(out)
