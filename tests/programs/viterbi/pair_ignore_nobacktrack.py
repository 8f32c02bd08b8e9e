import numpy as np
def viterbi(P, bos, T):
    N = len(P); d = np.full(N, 1 / N); seq = [int(d.argmax())]
    for t in range(T - 1):
        d = (d[:, None] * P).max(0); seq.append(int(d.argmax()))
    return seq, np.log(d.max())
