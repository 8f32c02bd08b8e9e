import numpy as np
def viterbi(P, bos, T):
    L = np.log(P + 1e-300); d = L[bos]; B = []
    for t in range(1, T):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in B[::-1]: w.insert(0, int(b[w[0]]))
    return [x + 1 for x in w], d.max()
