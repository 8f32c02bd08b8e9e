import numpy as np
def viterbi(P, bos, T):
    a = P[:, bos].copy(); back = []
    for _ in range(T - 1):
        S = P.T * a[:, None]
        back.append(S.argmax(0)); a = S.sum(0)
    s = [int(a.argmax())]
    for b in back[::-1]:
        s.append(int(b[s[-1]]))
    return s[::-1], float(np.log(a.max()))
