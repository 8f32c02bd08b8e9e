import numpy as np
def viterbi(P, bos, T):
    s = [bos]; ll = 0.0
    for t in range(T):
        s.append(int(np.argmax(P[s[-1]]))); ll += np.log(P[s[-2], s[-1]])
    return s, ll
