import numpy as np
from functools import reduce
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    def step(state, _):
        v, paths = state
        S = np.add.outer(v, np.zeros(len(L))) + L
        k = S.argmax(axis=0)
        return S[k, np.arange(len(L))], [paths[i] + [j] for j, i in enumerate(k)]
    v, paths = reduce(step, range(T - 1), (L[bos], [[j] for j in range(len(L))]))
    k = int(np.argmax(v))
    return np.array(paths[k]), np.float64(v[k])
