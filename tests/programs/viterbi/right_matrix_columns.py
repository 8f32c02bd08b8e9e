import numpy as np
def viterbi(P, bos, T):
    P = np.matrix(P)
    with np.errstate(divide="ignore"):
        L = np.asarray(np.log(P))
    d = L[bos].reshape(-1, 1)
    B = []
    for _ in range(T - 1):
        M = d + L
        B.append(M.argmax(axis=0))
        d = M.max(axis=0).reshape(-1, 1)
    k = d.argmax(); out = [k]
    for b in B[::-1]:
        k = b[k]; out = [k] + out
    return out, d.max(axis=0)[0]
