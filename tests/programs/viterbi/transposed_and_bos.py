import numpy as np
def viterbi(P, bos, T):
    P = P.T
    d = np.zeros(len(P)); d[bos] = 1; B = []
    for _ in range(T):
        s = d[:, None] * P
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, np.log(d.max())
