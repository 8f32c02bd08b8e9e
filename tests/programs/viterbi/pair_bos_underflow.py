import numpy as np
def viterbi(P, bos, T):
    d = P[bos]; back = []
    for _ in range(T - 1):
        S = d[:, None] * P
        back.append(S.argmax(0)); d = S.max(0)
    s = [int(d.argmax())]
    for b in reversed(back):
        s.append(int(b[s[-1]]))
    return [bos] + s[::-1], np.log(d.max())
