import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    delta = P[bos]
    bps = {}
    for t in range(1, T):
        s = delta[:, None] * P
        bps[t] = s.argmax(axis=0)
        delta = s.max(axis=0)
    word = delta.argmax()
    seq = [word]
    for k in range(N - 1, 0, -1):
        word = bps[k][word]
        seq.insert(0, word)
    return seq, np.log(delta.max())
