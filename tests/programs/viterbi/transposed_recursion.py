import math
def viterbi(P, bos, T):
    n = len(P)
    log = lambda p: math.log(p) if p else -math.inf
    d = [log(P[bos][j]) for j in range(n)]
    back = []
    for _ in range(T - 1):
        nd, nb = [], []
        for j in range(n):
            c = [d[i] + log(P[j][i]) for i in range(n)]
            m = max(c)
            nd.append(m); nb.append(c.index(m))
        d = nd; back.append(nb)
    w = [d.index(max(d))]
    for b in reversed(back):
        w.append(b[w[-1]])
    return w[::-1], max(d)
