import math
def viterbi(P, bos, T):
    N = len(P)
    V = [[0.0] * N for _ in range(T + 1)]
    A = [[-1] * N for _ in range(T + 1)]
    V[0][bos] = 1.0
    for t in range(1, T + 1):
        for j in range(N):
            best = 0.0
            for i in range(N):
                if V[t][i] * P[i][j] > best:
                    best = V[t][i] * P[i][j]
                    A[t][j] = i
            V[t][j] = best
    w = [max(range(N), key=lambda j: V[T][j])]
    for t in range(T, 1, -1):
        w.insert(0, A[t][w[0]])
    m = max(V[T])
    return w, math.log(m) if m > 0 else -math.inf
