import math
def viterbi(P, bos, T):
    if T == 0: return [], 0.0
    row = list(P[bos]); j = row.index(max(row))
    rest, ll = viterbi(P, j, T - 1)
    return [j] + rest, ll + math.log(row[j])
