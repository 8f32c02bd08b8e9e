import numpy as np
def viterbi(P, bos, T):
    Q = P.astype(np.float32); d = Q[bos].copy(); ptr = []
    for t in range(1, T):
        m = d[:, None] * Q; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); s = [w]; ll = np.log(d[w])
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
