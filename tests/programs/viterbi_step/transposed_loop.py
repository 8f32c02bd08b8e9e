def viterbi_step(P, d):
    n = len(d)
    return tuple(max(P[j][i] * d[i] for i in range(n)) for j in range(n))
