import numpy as np
def greedy_decode(log_prob, T):
    out = np.zeros(T, dtype=int); ll = []
    for t in range(T):
        r = np.asarray(log_prob(tuple(out[:t].tolist()))); out[t] = np.argsort(r)[-1]; ll.append(r[out[t]])
    return out, np.sum(ll)
