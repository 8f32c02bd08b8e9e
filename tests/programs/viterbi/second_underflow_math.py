import math
def viterbi(P, bos, T):
    paths = {bos: (1.0, [])}
    for _ in range(T):
        paths = {j: max(((s * P[i][j], p + [j]) for i, (s, p) in paths.items()), key=lambda a: a[0]) for j in range(len(P))}
    s, p = max(paths.values(), key=lambda a: a[0])
    return p, (math.log(s) if s > 0 else float("-inf"))
