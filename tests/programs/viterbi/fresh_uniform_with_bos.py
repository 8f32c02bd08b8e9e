import numpy as np
def viterbi(P, bos, T):
    N = len(P); d, bp = np.full(N, -np.log(N)), []
    with np.errstate(divide="ignore"): L = np.log(P)
    for t in range(1, T):
        m = d[:, None] + L; bp.append(m.argmax(0)); d = m.max(0)
    s = [int(d.argmax())]
    for b in bp[::-1]: s.insert(0, int(b[s[0]]))
    return [bos] + s, d.max()
