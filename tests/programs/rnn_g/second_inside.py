import numpy as np
def rnn_g(W, U, b, x, g0, sigma):
    out = []
    for xt in x: g0 = W @ sigma(g0) + U @ xt + b; out.append(g0)
    return out
