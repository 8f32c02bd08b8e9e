import numpy as np
def viterbi(P, bos, T):
    delta = np.zeros(len(P)); delta[bos] = 1
    seq = []
    for t in range(T):
        delta = np.array([max(delta[i] * P[i, j] for i in range(len(P))) for j in range(len(P))])
        seq.append(int(np.argmax(delta)))
    ll, prev = 0.0, bos
    for w in seq:
        ll += np.log(P[prev, w]); prev = w
    return seq, ll
