import numpy as np
def viterbi(P, bos, T):
    L = np.log(P + 1e-300); d = L[bos]; B = []
    for t in range(1, T):
        s = d[:, None] + L
        B.append(s.argmin(0)); d = s.min(0)
    w = [int(d.argmin())]
    for b in B[::-1]: w.insert(0, int(b[w[0]]))
    return w, d.min()
