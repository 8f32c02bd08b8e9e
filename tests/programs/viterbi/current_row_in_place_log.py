import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = np.full(len(P), -np.inf); d[bos] = 0.0
    B = []
    for t in range(T):
        b = np.zeros(len(P), int)
        for j in range(len(P)):
            b[j] = (d + L[:, j]).argmax()
            d[j] = (d + L[:, j]).max()
        B.append(b)
    w = [int(d.argmax())]
    for b in B[:0:-1]: w.insert(0, int(b[w[0]]))
    return w, d.max()
