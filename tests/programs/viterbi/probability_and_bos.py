def viterbi(P, bos, T):
    n = len(P)
    d = [1.0 if j == bos else 0.0 for j in range(n)]
    backs = []
    for t in range(T):
        b = [max(range(n), key=lambda i: d[i] * P[i][j]) for j in range(n)]
        d = [d[b[j]] * P[b[j]][j] for j in range(n)]
        backs.append(b)
    w = [max(range(n), key=lambda j: d[j])]
    for b in backs[::-1]:
        w.append(b[w[-1]])
    return w[::-1], max(d)
