import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]
    bp = []
    for t in range(1, T):
        s = d[:, None] + L
        bp.append(s.argmax(axis=0))
        d = s.max(axis=0)
    seq = [int(d.argmax())]
    for k in range(1, N):
        seq.append(int(bp[-k][seq[-1]]))
    return seq[::-1], d.max()
