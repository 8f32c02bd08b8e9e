import math
def viterbi(P, bos, T):
    n = len(P)
    d = [math.log(P[bos][j]) for j in range(n)]
    back = []
    for _ in range(T - 1):
        b = [max(range(n), key=lambda i: d[i] + math.log(P[i][j])) for j in range(n)]
        d = [d[b[j]] + math.log(P[b[j]][j]) for j in range(n)]
        back.append(b)
    w = [d.index(max(d))]
    for b in reversed(back):
        w.append(b[w[-1]])
    return w[::-1], max(d)
