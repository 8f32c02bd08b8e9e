import numpy as np
from collections import namedtuple
Result = namedtuple("Result", "sequence log_likelihood")
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]; B = []
    for _ in range(T - 1):
        s = d[:, None] + L
        B.append(s.argmax(0)); d = s.max(0)
    w = [int(d.argmax())]
    for b in reversed(B): w.append(int(b[w[-1]]))
    return Result(w[::-1], d.max())
