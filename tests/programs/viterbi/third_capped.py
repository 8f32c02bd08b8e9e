import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]; back = []
    for _ in range(min(T, 30) - 1):
        S = d[:, None] + L
        back.append(S.argmax(0)); d = S.max(0)
    s = [int(d.argmax())]
    for b in reversed(back):
        s.append(int(b[s[-1]]))
    return s[::-1], d.max()
