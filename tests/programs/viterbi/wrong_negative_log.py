import numpy as np
def viterbi(P, bos, T):
    C = -np.log(P + 1e-300); d = C[bos]; B = []
    for _ in range(T - 1):
        s = d[:, None] + C
        B.append(s.argmin(0)); d = s.min(0)
    w = [int(d.argmin())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, d.min()
