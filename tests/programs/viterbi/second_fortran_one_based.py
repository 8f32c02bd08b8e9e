import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    LP = np.full((N + 1, N + 1), -1e308)
    for I in range(1, N + 1):
        for J in range(1, N + 1):
            LP[I, J] = np.log(P[I - 1, J - 1]) if P[I - 1, J - 1] > 0 else -np.inf
    D = np.empty((T + 1, N + 1)); A = np.zeros((T + 1, N + 1), dtype=int)
    D[:] = -np.inf
    for J in range(1, N + 1):
        D[1, J] = LP[bos + 1, J]
    for K in range(2, T + 1):
        for J in range(1, N + 1):
            A[K, J] = 1
            for I in range(1, N + 1):
                X = D[K - 1, I] + LP[I, J]
                if X > D[K, J]:
                    D[K, J] = X; A[K, J] = I
    J = 1
    for I in range(2, N + 1):
        if D[T, I] > D[T, J]: J = I
    L = D[T, J]
    out = [0] * T
    for K in range(T, 0, -1):
        out[K - 1] = J - 1
        J = A[K, J]
    return np.array(out), float(L)
