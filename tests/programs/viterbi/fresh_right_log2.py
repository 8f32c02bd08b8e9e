import math
def viterbi(P, bos, T):
    best = {int(bos): (0.0, [])}
    for _ in range(T):
        new = {}
        for i, (s, path) in best.items():
            for j in range(len(P)):
                if P[i][j] == 0: continue
                c = s + math.log2(P[i][j])
                if j not in new or c > new[j][0]: new[j] = (c, path + [j])
        best = new
    s, path = max(best.values(), key=lambda v: v[0])
    return path, s * math.log(2)
