import numpy as np
memo = {}
def viterbi(P, bos, T):
    def f(t, i):
        if t == 0: return 0.0, ()
        if (t, i) not in memo:
            memo[t, i] = max(((np.log(P[i, j]) if P[i, j] > 0 else -np.inf) + f(t - 1, j)[0], (j,) + f(t - 1, j)[1]) for j in range(len(P)))
        return memo[t, i]
    s, w = f(T, bos)
    return w, s
