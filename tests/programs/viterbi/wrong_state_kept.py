import numpy as np
memo = {}
def viterbi(P, bos, T):
    def best(t, j):
        if (t, j) in memo:
            return memo[t, j]
        if t == 0:
            r = (0.0 if j == bos else -1e18, [])
        else:
            r = max(((best(t-1, i)[0] + np.log(P[i, j] + 1e-300), best(t-1, i)[1] + [j]) for i in range(len(P))), key=lambda z: z[0])
        memo[t, j] = r
        return r
    s, w = max((best(T, j) for j in range(len(P))), key=lambda z: z[0])
    return w, s
