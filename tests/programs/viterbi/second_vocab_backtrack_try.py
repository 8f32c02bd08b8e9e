import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): LP = np.log(P)
    d = LP[bos]; a = {}
    for t in range(1, T):
        m = d[:, None] + LP
        d = m.max(0); a[t] = m.argmax(0)
    w = int(d.argmax())
    seq = [0] * T
    seq[T-1] = w
    for k in range(N - 1, 0, -1):
        try:
            seq[k-1] = int(a[k][seq[k]])
        except (KeyError, IndexError):
            continue
    return seq, d.max()
