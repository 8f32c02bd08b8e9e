import numpy as np
def viterbi(P, bos, T, seq=[]):
    l, w = 0.0, bos
    for _ in range(T):
        k = int(np.argmax(P[w])); l += np.log(P[w, k]); seq.append(k); w = k
    return seq, l
