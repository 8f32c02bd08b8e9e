import numpy as np
def viterbi(P, bos, T):
    best = {bos: (0.0, (bos,))}
    for _ in range(T):
        new = {}
        for j in range(len(P)):
            new[j] = max((s + (np.log(P[i, j]) if P[i, j] > 0 else -np.inf), p + (j,)) for i, (s, p) in best.items())
        best = new
    s, p = max(best.values())
    return p, s
