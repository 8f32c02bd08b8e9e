import math
def viterbi(P, bos, T):
    V = [[1.0 if j == bos else 0.0 for j in range(len(P))]]; B = []
    for t in range(T):
        c = [[V[-1][i] * P[i][j] for i in range(len(P))] for j in range(len(P))]
        V.append([max(x) for x in c]); B.append([x.index(max(x)) for x in c])
    w = V[-1].index(max(V[-1])); ll = math.log(max(V[-1])); s = []
    for b in reversed(B): s.append(w); w = b[w]
    return s[::-1], ll
