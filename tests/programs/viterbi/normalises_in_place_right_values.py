import numpy as np
def viterbi(P, bos, T):
    P /= P.sum(axis=1, keepdims=True) * 1.0
    P[0] = P[0] * 1.0
    P[:] = np.where(P < 1e-12, 1e-300, P)
    L = np.log(P); d = L[bos]; B = []
    for _ in range(T - 1):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, d.max()
