import numpy as np
def most_likely_sequence(log_prob, T):
    s, ll = (), 0.0
    for _ in range(T):
        r = log_prob(s)
        ll += r.max()
        s += (int(r.argmax()),)
    return list(s), ll
