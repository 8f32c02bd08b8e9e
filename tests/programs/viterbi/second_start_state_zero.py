import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): L = np.log(P)
    d = L[0]; ptr = []
    for t in range(1, T):
        m = d[:, None] + L; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); ll = d[w]; s = [w]
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
