import math
def viterbi(P, bos, T):
    N = len(P)
    best = [(math.log(1 / N), [j]) for j in range(N)]
    for _ in range(T - 1):
        best = [max(((v + math.log(P[p[-1]][j]), p + [j]) for v, p in best), key=lambda z: z[0]) for j in range(N)]
    v, p = max(best, key=lambda z: z[0])
    return p, v
