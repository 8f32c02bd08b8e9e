import numpy as np
def most_likely_sequence(log_prob, T):
    first = log_prob(()); N = len(first)
    if T == 1: return [int(first.argmax())], first.max()
    L = np.array([log_prob((i,)) for i in range(N)])
    d = first; ptr = []
    for t in range(1, T):
        m = d[:, None] + L; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); l = d[w]; s = [w]
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], l
