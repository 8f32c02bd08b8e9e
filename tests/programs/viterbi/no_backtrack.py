import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]
    w = [int(d.argmax())]
    for _ in range(T - 1):
        d = (d[:, None] + L).max(0)
        w.append(int(d.argmax()))
    return w, d.max()
