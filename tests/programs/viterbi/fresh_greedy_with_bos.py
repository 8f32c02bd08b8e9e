import numpy as np
def viterbi(P, bos, T):
    seq = [bos]; lp = 0.0
    for t in range(T):
        j = int(np.argmax(P[seq[-1]])); lp += np.log(P[seq[-1], j]); seq.append(j)
    return seq, lp
