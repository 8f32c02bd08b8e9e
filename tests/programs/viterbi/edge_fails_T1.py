import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]; B = []
    for _ in range(T - 1):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    B = np.stack(B)
    w = [int(d.argmax())]
    for b in B[::-1]: w.insert(0, int(b[w[0]]))
    return w, d.max()
