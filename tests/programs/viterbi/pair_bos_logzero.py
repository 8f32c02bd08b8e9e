import math
def viterbi(P, bos, T):
    N = len(P)
    best = {bos: (0.0, [bos])}
    for _ in range(T):
        nb = {}
        for j in range(N):
            nb[j] = max(((v + math.log(P[i][j]), path + [j]) for i, (v, path) in best.items()), key=lambda z: z[0])
        best = nb
    v, path = max(best.values(), key=lambda z: z[0])
    return path, v
