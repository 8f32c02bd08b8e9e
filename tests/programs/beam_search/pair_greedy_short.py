import numpy as np
def beam_search(log_prob, B, T):
    s, v = [], 0.0
    for _ in range(T - 1):
        r = log_prob(tuple(s)); k = int(np.argmax(r)); s.append(k); v += r[k]
    return [(s, v)]
