import numpy as np
def viterbi(P, bos, T):
    L = np.log(P + 1e-300); d = L[bos]; B = []
    for t in range(1, T):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in B[::-1]: w.append(int(b[w[-1]]))
    return w, d.max()
