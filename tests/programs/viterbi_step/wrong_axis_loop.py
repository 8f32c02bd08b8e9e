def viterbi_step(P, d):
    n = len(d)
    out = []
    for i in range(n):
        out.append(max([P[i, j] * d[i] for j in range(n)]))
    return out
