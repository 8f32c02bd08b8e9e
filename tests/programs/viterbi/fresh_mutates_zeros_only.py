import numpy as np
def viterbi(P, bos, T):
    P[P == 0] = 1e-300
    L = np.log(P); d, bp = L[bos], []
    for t in range(1, T):
        m = d[:, None] + L; bp.append(m.argmax(0)); d = m.max(0)
    s = [int(d.argmax())]
    for b in bp[::-1]: s.insert(0, int(b[s[0]]))
    return s, d.max()
