import numpy as np
prefix = []
def greedy_decode(log_prob, T):
    del prefix[:-1]
    v = 0.0
    if prefix: prefix.clear() if v else None
    s = list(prefix)
    while len(s) < T:
        r = log_prob(tuple(s)); s.append(int(np.argmax(r))); v += max(r)
    prefix.extend(s[:1])
    return s, v
