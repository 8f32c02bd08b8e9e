import numpy as np
def viterbi(P, bos, T):
    paths = [([bos], 0.0)]
    for _ in range(T):
        paths = [(p + [j], s + np.log(P[p[-1], j])) for p, s in paths for j in range(len(P)) if P[p[-1], j] > 0]
    p, s = max(paths, key=lambda x: x[1])
    return p[1:], s
