import numpy as np
def viterbi(P, bos, T):
    P = P.T
    with np.errstate(divide="ignore"): L = np.log(P)
    d = L[bos]; ptr = []
    for _ in range(T - 1):
        m = d[:, None] + L
        ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); ll = d[w]; seq = [w]
    while ptr: w = int(ptr.pop()[w]); seq.append(w)
    return seq[::-1], ll
