from functools import lru_cache
from math import log, inf
def viterbi(P, bos, T):
    N = len(P)
    lg = [[log(p) if p > 0 else -inf for p in row] for row in P]
    @lru_cache(maxsize=None)
    def d(t, j):
        if t == 1:
            return lg[bos][j], bos
        return max((d(t - 1, i)[0] + lg[i][j], i) for i in range(N))
    j = max(range(N), key=lambda k: d(T, k)[0]); best = d(T, j)[0]
    out = []
    for t in range(T, 0, -1):
        out.append(j); j = d(t, j)[1]
    return out[::-1], best
