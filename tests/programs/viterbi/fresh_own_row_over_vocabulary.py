import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    L = np.log(P)
    delta, psi = np.zeros((T, N)), np.zeros((T, N), dtype=int)
    delta[0] = L[bos]
    for t in range(1, T):
        for j in range(N):
            scores = [delta[t, i] + L[i, j] for i in range(N)]
            psi[t, j] = np.argmax(scores)
            delta[t, j] = np.max(scores)
    w = [int(np.argmax(delta[T - 1]))]
    for t in range(N - 1, 0, -1):
        w.insert(0, int(psi[t, w[0]]))
    return w, float(np.max(delta[T - 1]))
