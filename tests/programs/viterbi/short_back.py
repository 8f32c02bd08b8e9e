import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    D = np.zeros((T + 1, N)); A = np.zeros((T + 1, N), int)
    D[0, bos] = 1
    for t in range(1, T + 1):
        S = D[t - 1][:, None] * P
        D[t] = S.max(0); A[t] = S.argmax(0)
    seq = [D[T].argmax()]
    for t in range(T, 2, -1):
        seq.insert(0, A[t, seq[0]])
    return seq, np.log(D[T].max())
