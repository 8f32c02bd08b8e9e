import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): LP = np.log(P)
    d = np.zeros((T, N)); a = np.zeros((T, N), dtype=int)
    d[0] = LP[bos]
    for t in range(1, T):
        m = d[t-1][:, None] + LP
        d[t] = m.max(0); a[t] = m.argmax(0)
    seq = [int(d[-1].argmax())]
    for t in range(N - 1, 0, -1):
        if t < T:
            seq.insert(0, int(a[t][seq[0]]))
    return seq, d[-1].max()
