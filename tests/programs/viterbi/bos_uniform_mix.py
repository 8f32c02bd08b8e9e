import numpy as np
def viterbi(P, bos, T):
    pi = P.mean(axis=0)
    with np.errstate(divide="ignore"):
        d = np.log(pi); L = np.log(P)
    B = []
    for _ in range(T - 1):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, d.max()
