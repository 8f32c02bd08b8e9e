from functools import lru_cache
import numpy as np
M = None
@lru_cache(maxsize=None)
def best(t, j, bos):
    if t == 1:
        return np.log(M[bos, j]), (j,)
    return max((best(t - 1, i, bos)[0] + np.log(M[i, j]), best(t - 1, i, bos)[1] + (j,)) for i in range(len(M)))
def viterbi(P, bos, T):
    global M
    M = P
    v, s = max(best(T, j, bos) for j in range(len(P)))
    return list(s), v
