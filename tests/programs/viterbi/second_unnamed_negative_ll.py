import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = -np.log(P)
    d = L[bos]; ptr = []
    for _ in range(T - 1):
        m = d[:, None] + L; ptr.append(m.argmin(0)); d = m.min(0)
    w = int(d.argmin()); ll = d[w]; s = [w]
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
