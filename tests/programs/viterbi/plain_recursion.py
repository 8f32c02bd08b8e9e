import math
def viterbi(P, bos, T):
    if T == 0:
        return [], 0.0
    best = (-math.inf, None)
    for j in range(len(P)):
        if P[bos, j] == 0:
            continue
        seq, s = viterbi(P, j, T - 1)
        s += math.log(P[bos, j])
        if seq is not None and s > best[0]:
            best = (s, [j] + seq)
    return best[1], best[0]
