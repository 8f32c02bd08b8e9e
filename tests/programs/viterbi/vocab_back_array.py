import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"):
        L = np.log(P)
    V = np.full((T + 1, N), -np.inf); V[0, bos] = 0
    B = np.zeros((T + 1, N), int)
    for t in range(1, T + 1):
        M = V[t-1][:, None] + L
        V[t], B[t] = M.max(0), M.argmax(0)
    w = np.zeros(T + 1, int)
    w[T] = V[T].argmax()
    for t in range(N - 1, 0, -1):
        w[t] = B[t + 1, w[t + 1]]
    return w[1:], V[T].max()
