def viterbi(P, bos, T):
    import math
    memo = {}
    def nest(f, k):
        return f() if k == 0 else nest(f, k - 1)
    def d(t, i):
        if t == 0: return 0.0, ()
        if (t, i) not in memo:
            memo[t, i] = max((math.log(P[i, j]) + nest(lambda: d(t - 1, j), 6)[0], (j,) + d(t - 1, j)[1]) for j in range(len(P)) if P[i, j] > 0)
        return memo[t, i]
    s, w = d(T, bos)
    return w, s
