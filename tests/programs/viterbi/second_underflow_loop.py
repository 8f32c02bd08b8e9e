import numpy as np
def viterbi(P, bos, T):
    d = P[bos].copy(); ptr = []
    for t in range(1, T):
        m = d[:, None] * P; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); s = [w]
    with np.errstate(divide="ignore"): ll = np.log(d[w])
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
