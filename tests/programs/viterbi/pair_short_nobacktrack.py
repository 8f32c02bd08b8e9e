import numpy as np
def viterbi(P, bos, T):
    d = P[bos]; seq = [int(np.argmax(d))]
    for _ in range(T - 2):
        d = np.max(d[:, None] * P, axis=0); seq.append(int(np.argmax(d)))
    return seq, float(np.log(np.max(d)))
