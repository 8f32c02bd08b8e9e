import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    alpha = P[bos].copy()
    bp = []
    for t in range(1, T):
        s = alpha[:, None] * P
        bp.append(s.argmax(0))
        alpha = s.sum(0)
    w = [int(alpha.argmax())]
    for b in bp[::-1]:
        w.insert(0, int(b[w[0]]))
    return w, np.log(alpha.max())
