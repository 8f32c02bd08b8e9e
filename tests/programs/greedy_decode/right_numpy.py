import numpy as np
def greedy_decode(log_prob, T):
    seq, ll = [], 0.0
    for t in range(T):
        lp = log_prob(tuple(seq))
        w = np.argmax(lp)
        ll += lp[w]
        seq.append(w)
    return seq, ll
