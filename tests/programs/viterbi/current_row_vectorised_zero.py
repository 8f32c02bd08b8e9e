import numpy as np
def viterbi(P, bos, T):
    L = np.log(P)
    V = np.zeros((T, len(P))); B = np.zeros((T, len(P)), int)
    V[0] = L[bos]
    for t in range(1, T):
        M = V[t][:, None] + L
        V[t] = M.max(0)
        B[t] = M.argmax(0)
    w = [V[-1].argmax()]
    for t in range(T-1, 0, -1):
        w.append(B[t][w[-1]])
    return w[::-1], V[-1].max()
