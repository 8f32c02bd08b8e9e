import numpy as np
from functools import reduce
def _step(state, L):
    d, bp = state
    m = d[:, None] + L
    return m.max(0), bp + [m.argmax(0)]
def _go(P, bos, T):
    with np.errstate(divide="ignore"):
        L = np.log(P)
    d, bp = reduce(lambda s, _: _step(s, L), range(T - 1), (L[bos], []))
    w = [int(d.argmax())]
    for b in bp[::-1]:
        w.insert(0, int(b[w[0]]))
    return [w, d.max()]
viterbi = lambda P, bos, T: _go(P, bos, T)
