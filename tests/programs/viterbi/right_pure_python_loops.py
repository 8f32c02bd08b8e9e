import math

def viterbi(P, bos, T):
    """plain python viterbi, lists only"""
    n = len(P)
    def lg(p):
        return math.log(p) if p > 0 else float('-inf')
    prev = [lg(P[bos][j]) for j in range(n)]
    back = [[bos] * n]
    for t in range(2, T + 1):
        cur = []
        bp = []
        for j in range(n):
            best_i = 0
            best_v = float('-inf')
            for i in range(n):
                v = prev[i] + lg(P[i][j])
                if v > best_v:
                    best_v = v
                    best_i = i
            cur.append(best_v)
            bp.append(best_i)
        back.append(bp)
        prev = cur
    last = max(range(n), key=lambda j: prev[j])
    ll = prev[last]
    seq = [last]
    for t in range(T - 1, 0, -1):
        seq.append(back[t][seq[-1]])
    return seq[::-1], ll
