import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    g, G = g0, []
    for t in range(len(x)):
        g = sigma(W @ g + U @ x[t] + b)
        G.append(g.copy())
    return np.vstack(G)
