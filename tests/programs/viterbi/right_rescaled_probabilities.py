import numpy as np
def viterbi(P, bos, T):
    delta = np.zeros(len(P)); delta[bos] = 1.0
    logscale = 0.0
    A = []
    for t in range(T):
        M = delta[:, None] * P
        A.append(M.argmax(0))
        delta = M.max(0)
        c = delta.max()
        delta = delta / c
        logscale += np.log(c)
    w = [int(delta.argmax())]
    for a in A[:0:-1]:
        w = [int(a[w[0]])] + w
    return (w, logscale)
