import numpy as np
def viterbi(P, bos, T):
    N = len(P); L = np.full((N, N), -np.inf); L[P > 0] = np.log(P[P > 0])
    d = L[bos]; ptr = np.zeros((T, N), int)
    for t in range(1, T):
        m = d + L            # L[j, i]
        ptr[t] = np.argmax(m, axis=1); d = np.max(m, axis=1)
    w = int(np.argmax(d)); ll = d[w]; seq = [w]
    for t in range(T - 1, 0, -1): w = int(ptr[t, w]); seq = [w] + seq
    return seq, ll
