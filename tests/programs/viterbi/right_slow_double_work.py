import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    eps = 1e-300
    V = [[0.0] * N for _ in range(T)]
    A = [[0] * N for _ in range(T)]
    for j in range(N):
        V[0][j] = np.log(P[bos, j] + eps)
    for t in range(1, T):
        for j in range(N):
            V[t][j] = max([V[t-1][i] + np.log(P[i, j] + eps) for i in range(N)])
            A[t][j] = np.argmax([V[t-1][i] + np.log(P[i, j] + eps) for i in range(N)])
    w = [np.argmax(V[T-1])]
    for t in range(T - 1, 0, -1):
        w.append(A[t][w[-1]])
    return np.array(w[::-1]), np.max(V[T-1])
