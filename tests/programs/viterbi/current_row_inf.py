import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    L = np.log(P)
    V = np.full((T + 1, N), -np.inf)
    V[0, bos] = 0.0
    A = np.zeros((T + 1, N), int)
    for t in range(1, T + 1):
        for j in range(N):
            s = V[t] + L[:, j]
            A[t, j] = np.argmax(s)
            V[t, j] = np.max(s)
    w = [int(np.argmax(V[T]))]
    for t in range(T, 1, -1):
        w.insert(0, int(A[t, w[0]]))
    return w, V[T].max()
