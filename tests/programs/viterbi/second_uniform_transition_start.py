import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): L = np.log(P)
    d = np.full(N, -np.log(N)); ptr = []
    for t in range(T):
        m = d[:, None] + L; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); ll = d[w]; s = []
    while ptr: s.append(w); w = int(ptr.pop()[w])
    return s[::-1], ll
