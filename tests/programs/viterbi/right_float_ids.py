import numpy as np
def viterbi(P, bos, T, verbose=False):
    K = len(P)
    T1 = np.empty((K, T)); T2 = np.zeros((K, T))
    L = np.where(P > 0, np.log(np.where(P > 0, P, 1)), -np.inf)
    T1[:, 0] = L[bos, :]
    for i in range(1, T):
        for j in range(K):
            v = T1[:, i-1] + L[:, j]
            T1[j, i] = v.max()
            T2[j, i] = v.argmax()
    x = np.zeros(T)
    x[T-1] = np.argmax(T1[:, T-1])
    for i in reversed(range(1, T)):
        x[i-1] = T2[int(x[i]), i]
    return x, T1[:, T-1].max()
