import math
def viterbi(P, bos, T):
    N = len(P); d = [math.log(p) for p in P[bos]]; B = []
    for t in range(1, T):
        c = [[d[i] + math.log(P[i][j]) for i in range(N)] for j in range(N)]
        B.append([x.index(max(x)) for x in c]); d = [max(x) for x in c]
    w = d.index(max(d)); ll = d[w]; s = [w]
    for b in reversed(B): w = b[w]; s.append(w)
    return s[::-1], ll
