import numpy as np
def viterbi(P, bos, T):
    s = [bos]; l = 0
    for _ in range(T):
        k = np.argmax(P[s[-1]]); l += np.log(P[s[-1], k]); s.append(k)
    return s, l
