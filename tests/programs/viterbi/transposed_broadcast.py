import numpy as np
def viterbi(P, bos, T):
    delta = np.zeros(len(P)); delta[bos] = 1
    A = []
    for t in range(T):
        M = P * delta          # broadcasts over columns
        A.append(M.argmax(axis=1))
        delta = M.max(axis=1)
    w = [int(delta.argmax())]
    for a in A[:0:-1]:
        w.insert(0, int(a[w[0]]))
    return w, np.log(delta.max())
