import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    with np.errstate(divide="ignore"): L = np.log(P)
    d = np.full((T, N), -np.inf); psi = np.zeros((T, N), dtype=int)
    d[0] = L[bos]
    for t in range(1, T):
        c = d[t - 1][:, None] + L
        d[t], psi[t] = c.max(0), c.argmax(0)
    w = np.zeros(T, dtype=int); w[T - 1] = d[T - 1].argmax()
    for k in range(1, N): w[T - 1 - k] = psi[T - k, w[T - k]]
    return list(w), d[T - 1].max()
