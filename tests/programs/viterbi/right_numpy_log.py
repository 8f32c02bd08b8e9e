import numpy as np

def viterbi(P, bos, T):
    N = P.shape[0]
    with np.errstate(divide="ignore"):
        logP = np.log(P)
    delta = np.full((T + 1, N), -np.inf)
    delta[0, bos] = 0
    a = np.zeros((T + 1, N), dtype=int)
    for t in range(1, T + 1):
        M = delta[t - 1][:, None] + logP
        a[t] = M.argmax(axis=0)
        delta[t] = M.max(axis=0)
    w = np.zeros(T + 1, dtype=int)
    w[T] = delta[T].argmax()
    for t in range(T - 1, 0, -1):
        w[t] = a[t + 1, w[t + 1]]
    return w[1:], delta[T].max()
