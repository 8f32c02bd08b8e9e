import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore", invalid="ignore"):
        L = np.log(P)
        d = L[bos]; ptr = []
        for _ in range(T - 1):
            m = d[:, None] + L
            ptr.append(np.argmax(m, 0))
            d = np.logaddexp.reduce(m, axis=0)
    w = int(np.argmax(d)); ll = d[w]; seq = [w]
    while ptr:
        w = int(ptr.pop()[w]); seq.append(w)
    return list(reversed(seq)), ll
