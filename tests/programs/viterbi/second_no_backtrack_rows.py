import numpy as np
def viterbi(P, bos, T):
    d = np.array(P[bos], dtype=float); seq = [int(d.argmax())]
    with np.errstate(divide="ignore"):
        LP = np.log(P); d = np.log(d)
        for _ in range(T-1):
            d = (d[:, None] + LP).max(axis=0)
            seq.append(int(d.argmax()))
    return seq, d.max()
