import numpy as np
def viterbi(P, bos, T):
    d = P[bos].copy(); s = [int(d.argmax())]
    for _ in range(T - 1):
        d = d @ P; s.append(int(d.argmax()))
    return s, np.log(d.max())
