import numpy as np
def viterbi(P, bos, T):
    d, bp = P[bos], []
    for t in range(1, T):
        m = d[:, None] * P; bp.append(m.argmax(0)); d = m.max(0)
    s = [int(d.argmax())]
    for b in bp[:0:-1]: s.insert(0, int(b[s[0]]))
    return s, d.max()
