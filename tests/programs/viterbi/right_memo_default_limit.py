from functools import lru_cache
import math
def viterbi(P, bos, T):
    n = P.shape[0]
    @lru_cache(None)
    def best(t, i):
        # best continuation of t words after word i
        if t == 0:
            return 0.0, ()
        options = []
        for j in range(n):
            if P[i, j] == 0:
                continue
            v, tail = best(t - 1, j)
            options.append((math.log(P[i, j]) + v, (j,) + tail))
        if not options:
            return -math.inf, ()
        return max(options)
    v, seq = best(T, bos)
    return list(seq), v
