import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"):
        L = np.log(P)
    V = np.zeros((T, N)); V[0] = L[bos]
    bp = np.zeros((T, N), int)
    for t in range(1, T):
        for j in range(N):
            c = V[t - 1] + L[:, j]
            V[t, j] = c.max(); bp[t, j] = c.argmax()
    Y = [0] * T
    Y[-1] = int(V[-1].argmax())
    for i in range(N - 2, -1, -1):
        Y[i] = int(bp[i + 1, Y[i + 1]])
    return Y, V[-1].max()
