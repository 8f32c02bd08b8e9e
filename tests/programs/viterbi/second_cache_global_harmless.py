from functools import lru_cache
import math
def viterbi(P, bos, T):
    rows = tuple(map(tuple, P))
    @lru_cache(None)
    def go(w, k):
        if k == 0: return 0.0, None
        cands = [(go(j, k - 1)[0] + math.log(rows[w][j]), j) for j in range(len(rows)) if rows[w][j] > 0]
        return max(cands) if cands else (-math.inf, 0)
    for k in range(1, T): go(bos, k) if False else [go(j, k) for j in range(len(rows))]
    s = []; w = bos
    for k in range(T, 0, -1): w = go(w, k)[1]; s.append(w)
    return s, go(bos, T)[0]
