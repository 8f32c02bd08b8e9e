import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P)
    d = np.full(len(P), -np.inf); d[bos] = 0; ptr = []
    for t in range(T):
        m = d[:, None] + L; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); ll = d[w]; s = [w]
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
