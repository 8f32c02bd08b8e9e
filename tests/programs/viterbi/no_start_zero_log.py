import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    d = np.zeros(N)
    L = np.log(P)
    B = []
    for t in range(T):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in B[:0:-1]: w.insert(0, int(b[w[0]]))
    return w, d.max()
