import numpy as np
def greedy_decode(log_prob, T):
    w = np.zeros(T)
    l = np.zeros(T)
    for t in range(T):
        row = np.array(log_prob(tuple(w[:t].astype(int))))
        w[t] = row.argmax()
        l[t] = row.max()
    return w, np.sum(l)
