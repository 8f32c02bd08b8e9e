import numpy as np
def viterbi(P, bos, T):
    L = np.log(P)
    D = [L[bos]]; B = [None]
    for t in range(1, T):
        S = D[-1][:, None] + L
        B.append(S.argmax(0))
        m = S.max(0)
        D.append(m + np.log(np.exp(S - m).sum(0)))
    w = [D[-1].argmax()]
    for t in range(T - 1, 0, -1):
        w.append(B[t][w[-1]])
    return w[::-1], D[-1].max()
