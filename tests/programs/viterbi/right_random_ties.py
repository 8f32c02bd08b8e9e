import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P)
    d = L[bos]; back = []
    pick = lambda v: int(np.random.choice(np.flatnonzero(v == v.max())))
    for _ in range(T - 1):
        S = d[:, None] + L; back.append([pick(S[:, j]) for j in range(len(P))]); d = S.max(0)
    s = [pick(d)]
    for b in back[::-1]: s.append(b[s[-1]])
    return s[::-1], d.max()
