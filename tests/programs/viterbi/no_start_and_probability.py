import numpy as np
def viterbi(P, bos, T):
    d = np.ones(len(P)) / len(P); B = []
    for _ in range(T - 1):
        s = d[:, None] * P
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.insert(0, int(b[w[0]]))
    return w, d.max()
