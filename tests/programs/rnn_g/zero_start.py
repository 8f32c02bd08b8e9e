import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    g, G = np.zeros_like(g0), []
    for xt in x:
        g = sigma(W @ g + U @ xt + b)
        G.append(g)
    return np.array(G)
