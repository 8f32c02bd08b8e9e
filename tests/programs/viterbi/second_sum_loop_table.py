import math
def viterbi(P, bos, T):
    N = len(P)
    delta = [[0.0]*N for _ in range(T)]; ptr = [[0]*N for _ in range(T)]
    for j in range(N): delta[0][j] = P[bos][j]
    for t in range(1, T):
        for j in range(N):
            total = 0; best = -1
            for i in range(N):
                v = delta[t-1][i]*P[i][j]
                total += v
                if v > best: best = v; ptr[t][j] = i
            delta[t][j] = total
    w = max(range(N), key=lambda j: delta[T-1][j])
    ll = math.log(delta[T-1][w]) if delta[T-1][w] > 0 else -math.inf
    seq = [w]
    for t in range(T-1, 0, -1):
        w = ptr[t][w]; seq.insert(0, w)
    return seq, ll
