import numpy as np
def viterbi(P, bos, T):
    s, l, w = [], 0.0, bos
    for _ in range(T - 1):
        k = int(P[w].argmax()); l += np.log(P[w][k]); s.append(k); w = k
    return s, l
