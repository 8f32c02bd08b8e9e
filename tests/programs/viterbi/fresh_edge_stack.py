import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P)
    d, bp = L[bos], []
    for t in range(1, T):
        m = d[:, None] + L; bp.append(m.argmax(0)); d = m.max(0)
    table = np.stack(bp)
    s = [int(d.argmax())]
    for b in table[::-1]: s.insert(0, int(b[s[0]]))
    return s, d.max()
