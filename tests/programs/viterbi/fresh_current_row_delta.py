import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    d = np.log(P[bos] + 0.0); psi = np.zeros((T, N), dtype=int)
    for t in range(1, T):
        for j in range(N):
            c = d + np.log(P[:, j])
            psi[t, j] = c.argmax(); d[j] = c.max()
    w = np.zeros(T, dtype=int); w[-1] = d.argmax()
    for t in range(T - 2, -1, -1): w[t] = psi[t + 1, w[t + 1]]
    return w.tolist(), d.max()
