def viterbi(P, bos, T):
    N = len(P)
    V = [[P[bos][j] for j in range(N)]]; B = []
    for t in range(1, T):
        r, b = [], []
        for j in range(N):
            p, i = max((V[-1][i] * P[i][j], i) for i in range(N))
            r.append(p); b.append(i)
        V.append(r); B.append(b)
    p, w = max((V[-1][j], j) for j in range(N))
    s = [w]
    for b in B[::-1]:
        w = b[w]; s.insert(0, w)
    return s, p
