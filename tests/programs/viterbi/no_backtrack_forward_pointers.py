import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    D = np.zeros((T + 1, N)); D[0, bos] = 1
    for t in range(1, T + 1):
        for j in range(N):
            D[t, j] = np.max(P[:, j] * D[t - 1, :])
    return [int(np.argmax(D[t])) for t in range(1, T + 1)], float(np.log(np.max(D[T])))
