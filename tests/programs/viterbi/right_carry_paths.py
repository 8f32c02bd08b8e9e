import numpy as np
def viterbi(P, bos, T):
    paths = {int(bos): (0.0, [])}
    for _ in range(T):
        new = {}
        for i, (s, p) in paths.items():
            for j in range(P.shape[1]):
                if P[i, j] <= 0:
                    continue
                c = s + np.log(P[i, j])
                if j not in new or c > new[j][0]:
                    new[j] = (c, p + [j])
        paths = new
    best = max(paths.values(), key=lambda z: z[0])
    return np.array(best[1]), np.array(best[0])
