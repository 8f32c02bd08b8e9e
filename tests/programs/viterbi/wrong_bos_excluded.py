import numpy as np
def viterbi(P, bos, T):
    L = np.log(P + 1e-300); L = L.copy(); L[:, bos] = -1e9
    d = L[bos]; B = []
    for _ in range(T - 1):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, d.max()
