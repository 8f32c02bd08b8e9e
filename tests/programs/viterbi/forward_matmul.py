import numpy as np
def viterbi(P, bos, T):
    d = np.eye(len(P))[bos]
    seq = []
    for t in range(T):
        d = d @ P
        seq.append(int(np.argmax(d)))
    return seq, float(np.log(d.max()))
