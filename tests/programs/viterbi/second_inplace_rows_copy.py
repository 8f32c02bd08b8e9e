import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide='ignore'): LP = np.log(P)
    delta = LP[bos].copy()
    back = np.zeros((T, N), dtype=int)
    for t in range(1, T):
        for j in range(N):
            s = delta + LP[:, j]
            back[t, j] = np.argmax(s)
            delta[j] = s.max()
    seq = [int(np.argmax(delta))]
    ll = delta[seq[0]]
    for t in range(T-1, 0, -1):
        seq.append(int(back[t, seq[-1]]))
    return seq[::-1], ll
