def rnn_h(W, U, b, x, h0, sigma):
    h = h0
    for xt in x:
        h = W @ sigma(h) + U @ xt + b
    return h
