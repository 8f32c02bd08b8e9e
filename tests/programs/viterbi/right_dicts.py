from math import log, inf
def viterbi(P, bos, T):
    N = len(P)
    delta = {0: {j: (0.0 if j == bos else -inf) for j in range(N)}}
    arg = {}
    for t in range(1, T + 1):
        delta[t], arg[t] = {}, {}
        for j in range(N):
            scores = {i: delta[t-1][i] + (log(P[i, j]) if P[i, j] > 0 else -inf) for i in range(N)}
            arg[t][j] = max(scores, key=scores.get)
            delta[t][j] = scores[arg[t][j]]
    w = {T: max(delta[T], key=delta[T].get)}
    for t in range(T - 1, 0, -1):
        w[t] = arg[t + 1][w[t + 1]]
    return tuple(w[t] for t in range(1, T + 1)), delta[T][w[T]]
