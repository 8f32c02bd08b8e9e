import math
def viterbi(P, bos, T):
    lg = lambda p: math.log(p) if p > 0 else -math.inf
    paths = {bos: (0.0, ())}
    for _ in range(T - 1):
        paths = {j: max(((s + lg(P[i][j]), p + (j,)) for i, (s, p) in paths.items()), key=lambda a: a[0]) for j in range(len(P))}
    s, p = max(paths.values(), key=lambda a: a[0])
    return list(p), s
