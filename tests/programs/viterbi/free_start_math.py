import math
def viterbi(P, bos, T):
    n = len(P)
    d = [1.0] * n
    back = []
    for _ in range(T):
        b = [max(range(n), key=lambda i: d[i] * P[i][j]) for j in range(n)]
        d = [d[b[j]] * P[b[j]][j] for j in range(n)]
        back.append(b)
    w = [max(range(n), key=lambda j: d[j])]
    for b in back[:0:-1]:
        w.append(b[w[-1]])
    return w[::-1], math.log(max(d))
