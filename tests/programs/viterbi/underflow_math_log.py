import math
def viterbi(P, bos, T):
    n = len(P)
    d = list(P[bos])
    backs = []
    for t in range(T - 1):
        b = [max(range(n), key=lambda i: d[i] * P[i][j]) for j in range(n)]
        d = [d[b[j]] * P[b[j]][j] for j in range(n)]
        backs.append(b)
    w = [max(range(n), key=lambda j: d[j])]
    for b in backs[::-1]:
        w.append(b[w[-1]])
    return w[::-1], math.log(max(d))
