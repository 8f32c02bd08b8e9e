import sys
from functools import lru_cache
import numpy as np
sys.setrecursionlimit(10000)

def viterbi(P, bos, T):
    with np.errstate(divide='ignore'):
        L = np.log(P)
    N = len(P)
    @lru_cache(maxsize=None)
    def delta(t, j):
        if t == 0:
            return (0.0, -1) if j == bos else (-np.inf, -1)
        return max((delta(t - 1, i)[0] + L[i, j], i) for i in range(N))
    last = max(range(N), key=lambda j: delta(T, j)[0])
    ll = delta(T, last)[0]
    seq = []
    t, w = T, last
    while t > 0:
        seq.insert(0, w)
        w = delta(t, w)[1]
        t -= 1
    return seq, float(ll)
