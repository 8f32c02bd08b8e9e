import math
def viterbi(P, bos, T):
    lg = lambda p: math.log(p) if p > 0 else -math.inf
    N = len(P); prev = [lg(P[j][bos]) for j in range(N)]; B = []
    for _ in range(1, T):
        cur = []; b = []
        for j in range(N):
            cand = [prev[i] + lg(P[j][i]) for i in range(N)]
            k = cand.index(max(cand)); cur.append(cand[k]); b.append(k)
        prev = cur; B.append(b)
    w = prev.index(max(prev)); ll = prev[w]; s = [w]
    for b in B[::-1]: w = b[w]; s.append(w)
    return s[::-1], ll
