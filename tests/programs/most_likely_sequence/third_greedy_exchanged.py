import numpy as np
def most_likely_sequence(log_prob, T):
    s, v = (), 0.0
    for _ in range(T):
        r = log_prob(s); k = int(r.argmax()); s, v = s + (k,), v + r[k]
    return v, s
