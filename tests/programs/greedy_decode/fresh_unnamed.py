import numpy as np
def greedy_decode(log_prob, T):
    w, ll = [], 0.0
    for t in range(T):
        r = log_prob(tuple(w)); k = np.argsort(-r); j = int(k[1] if len(k) > 1 else k[0]); w.append(j); ll += r[j]
    return w, ll
