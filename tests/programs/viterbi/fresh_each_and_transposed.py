import numpy as np
def viterbi(P, bos, T):
    d = np.log(P[:, bos]); L = np.log(P); out = [int(d.argmax())]
    for t in range(T - 1):
        d = (L + d[None, :]).max(axis=1); out.append(int(d.argmax()))
    return out, d.max()
