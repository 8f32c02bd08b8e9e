import numpy as np
from collections import deque
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d = L[bos]; B = deque()
    for _ in range(T - 1):
        s = d[:, None] + L
        B.appendleft(s.argmax(0)); d = s.max(0)
    w = deque([int(d.argmax())])
    for b in B: w.appendleft(int(b[w[0]]))
    return list(w), d.max()
