import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    g, G = g0, []
    for xt in x:
        g = W @ sigma(g) + U @ xt + b
        G.append(g)
    return np.array(G)
