import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    d = np.zeros(N); d[0] = 1.0
    B = []
    for t in range(T):
        s = d[:, None] * P
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in B[:0:-1]: w.insert(0, int(b[w[0]]))
    return w, np.log(d.max())
