import numpy as np
def viterbi(P, bos, T):
    a, bp = P[bos], []
    for t in range(1, T):
        m = a[:, None] * P; bp.append(m.argmax(0)); a = m.sum(0)
    s = [int(a.argmax())]
    for b in bp[::-1]: s.insert(0, int(b[s[0]]))
    return s, a.max()
