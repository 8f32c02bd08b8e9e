import numpy as np
def viterbi(P, bos, T):
    L = np.log(P)
    d = L[bos].copy()
    ptr = []
    for _ in range(T - 1):
        s = d[:, None] + L
        ptr.append(np.argmax(s, 0))
        d = np.max(s, 0)
    best = int(np.argmax(d))
    out = [best]
    for p in ptr[::-1]:
        out.append(int(p[out[-1]]))
    out.reverse()
    return out, d[best]
