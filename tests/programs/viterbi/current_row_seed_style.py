import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    logP = np.log(P)
    trellis = np.zeros((T, N))
    bp = np.zeros((T, N), dtype=int)
    trellis[0] = logP[bos]
    for t in range(1, T):
        for j in range(N):
            scores = [trellis[t, k] + logP[k, j] for k in range(N)]
            trellis[t, j] = max(scores)
            bp[t, j] = int(np.argmax(scores))
    w = [int(np.argmax(trellis[-1]))]
    for t in range(T - 1, 0, -1):
        w.append(int(bp[t, w[-1]]))
    return w[::-1], trellis[-1].max()
