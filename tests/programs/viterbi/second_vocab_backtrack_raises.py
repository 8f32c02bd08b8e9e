import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): LP = np.log(P)
    d = np.zeros((T, N)); a = np.zeros((T, N), dtype=int)
    d[0] = LP[bos]
    for t in range(1, T):
        m = d[t-1][:, None] + LP
        d[t] = m.max(0); a[t] = m.argmax(0)
    w = int(d[-1].argmax())
    seq = [w]
    for t in range(N - 1, 0, -1):
        w = int(a[t, w])
        seq.append(w)
    return seq[::-1], d[-1].max()
