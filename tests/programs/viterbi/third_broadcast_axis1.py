import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]; back = []
    for _ in range(T - 1):
        S = d[:, None] + L
        back.append(S.argmax(1)); d = S.max(1)
    s = [int(d.argmax())]
    for b in reversed(back):
        s.append(int(b[s[-1]]))
    return s[::-1], d.max()
