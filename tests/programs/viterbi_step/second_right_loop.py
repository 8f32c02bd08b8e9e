def viterbi_step(P, d):
    return [max(P[i][j] * d[i] for i in range(len(d))) for j in range(len(P[0]))]
