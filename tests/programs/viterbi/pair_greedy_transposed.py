import numpy as np
def viterbi(P, bos, T):
    s, l, w = [], 0.0, bos
    for _ in range(T):
        k = int(P[:, w].argmax()); l += np.log(P[k, w]); s.append(k); w = k
    return s, l
