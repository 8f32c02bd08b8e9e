import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    delta = P[bos].copy()
    ptr = np.zeros((T, N), int)
    for t in range(1, T):
        for j in range(N):
            v = delta * P[:, j]
            ptr[t, j] = v.argmax()
            delta[j] = v.max()
    w = [int(delta.argmax())]
    for t in range(T - 1, 0, -1):
        w.insert(0, int(ptr[t][w[0]]))
    return w, float(np.log(delta.max()))
