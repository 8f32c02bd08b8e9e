import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    V = np.zeros((T + 1, N)); A = np.zeros((T + 1, N), int)
    V[0] = 1 / N
    for t in range(1, T + 1):
        for j in range(N):
            V[t, j] = max(V[t-1, i] * P[i, j] for i in range(N))
            A[t, j] = np.argmax([V[t-1, i] * P[i, j] for i in range(N)])
    w = [int(V[T].argmax())]
    for t in range(T, 1, -1):
        w.insert(0, int(A[t, w[0]]))
    return w, np.log(V[T].max())
