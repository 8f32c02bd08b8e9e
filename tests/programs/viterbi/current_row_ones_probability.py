import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    d = np.ones((T + 1, N))
    d[0] = 0
    d[0, bos] = 1
    a = np.zeros((T + 1, N), dtype=int)
    for t in range(1, T + 1):
        for j in range(N):
            c = d[t, :] * P[:, j]
            d[t, j] = np.max(c)
            a[t, j] = np.argmax(c)
    w = np.zeros(T + 1, dtype=int)
    w[T] = np.argmax(d[T])
    for t in range(T - 1, 0, -1):
        w[t] = a[t + 1, w[t + 1]]
    return list(w[1:]), np.log(d[T].max())
