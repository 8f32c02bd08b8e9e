import numpy as np
def viterbi(P, bos, T):
    d = np.zeros(len(P)); d[bos] = 1; B = []
    for _ in range(T):
        P *= d[:, None]
        B.append(P.argmax(0)); d = P.max(0)
    w = [int(d.argmax())]
    for b in B[:0:-1]: w.insert(0, int(b[w[0]]))
    with np.errstate(all="ignore"):
        return w, np.log(d.max())
