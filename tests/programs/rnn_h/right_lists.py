def rnn_h(W, U, b, x, h0, sigma):
    n = len(b)
    out, h = [], h0
    for xt in x:
        s = sigma(h)
        h = type(h0)
        new = [sum(W[i][j] * s[j] for j in range(n)) + sum(U[i][k] * xt[k] for k in range(len(xt))) + b[i] for i in range(n)]
        import numpy as np
        h = np.array(new)
        out.append(new)
    return out
