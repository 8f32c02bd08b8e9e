import numpy as np
def viterbi(P, bos, T):
    """delta_t for t = 1..T in a table with an unused row 0, as in the question."""
    N = P.shape[1]
    delta = np.full((T + 2, N + 1), -np.inf)
    a = np.zeros((T + 2, N + 1), dtype=int)
    delta[1, bos + 1] = 0.0
    logP = np.where(P > 0, np.log(np.maximum(P, 1e-320)), -np.inf)
    for t in range(2, T + 2):
        for j in range(1, N + 1):
            for i in range(1, N + 1):
                c = delta[t - 1, i] + logP[i - 1, j - 1]
                if c > delta[t, j]:
                    delta[t, j] = c
                    a[t, j] = i
    w = [0] * (T + 2)
    w[T + 1] = int(np.argmax(delta[T + 1, 1:])) + 1
    for t in range(T, 1, -1):
        w[t] = a[t + 1, w[t + 1]]
    return [k - 1 for k in w[2:]], float(delta[T + 1].max())
