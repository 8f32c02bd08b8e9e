import math
def viterbi(P, bos, T):
    lg = lambda x: math.log(x) if x > 0 else -math.inf
    N = len(P)
    score = {j: lg(P[bos][j]) for j in range(N)}
    ptrs = []
    for t in range(2, T + 1):
        ptr = {}
        for j in range(N):
            best, arg = -math.inf, 0
            for i in range(N):
                if score[i] + lg(P[i][j]) > best:
                    best, arg = score[i] + lg(P[i][j]), i
            score[j] = best; ptr[j] = arg
        ptrs.append(ptr)
    w = max(score, key=score.get)
    ll = score[w]; path = [w]
    for ptr in reversed(ptrs):
        w = ptr[w]; path = [w] + path
    return path, ll
