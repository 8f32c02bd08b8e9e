import numpy as np
def viterbi(P, bos, T):
    L = np.log(P)
    start = np.zeros(len(P)); start[bos] = 1
    d = start @ L          # 0 * -inf is nan
    B = []
    for t in range(1, T):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in B[::-1]: w.insert(0, int(b[w[0]]))
    return w, d.max()
