import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P).T
    d, bp = L[bos], []
    for t in range(2, T):
        m = d[:, None] + L; bp.append(m.argmax(0)); d = m.max(0)
    s = [int(d.argmax())]
    for b in bp[::-1]: s.insert(0, int(b[s[0]]))
    return s, d.max()
