import numpy as np
def viterbi(P, bos, T):
    best = {int(w): (np.log(p) if p > 0 else float("-inf"), (int(w),)) for w, p in enumerate(P[bos])}
    for _ in range(T - 1):
        best = {v: max(((s + (np.log(P[w, v]) if P[w, v] > 0 else float("-inf")), path + (v,)) for w, (s, path) in best.items()), key=lambda z: z[0]) for v in range(len(P))}
    score, path = max(best.values(), key=lambda z: z[0])
    return path, score
