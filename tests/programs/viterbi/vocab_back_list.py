import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    L = np.log(P)
    V = np.zeros((T, N)); B = np.zeros((T, N), int)
    V[0] = L[bos]
    for t in range(1, T):
        M = V[t-1][:, None] + L
        V[t], B[t] = M.max(0), M.argmax(0)
    w = [int(V[-1].argmax())]
    for t in range(N - 1, 0, -1):
        w.append(int(B[t, w[-1]]))
    return w[::-1], V[-1].max()
