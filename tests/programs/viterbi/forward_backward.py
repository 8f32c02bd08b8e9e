import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    al = np.zeros((T, N)); be = np.ones((T, N))
    al[0] = P[bos]
    for t in range(1, T): al[t] = al[t-1] @ P
    for t in range(T-2, -1, -1): be[t] = P @ be[t+1]
    w = (al * be).argmax(1)
    return w, np.log(al[-1].max())
