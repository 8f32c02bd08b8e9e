def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    best = {j: ((j,), log_prob(())[j]) for j in range(N)}
    for t in range(1, T):
        new = {}
        for j in range(N):
            new[j] = max(((p + (j,), s + log_prob(p)[j]) for p, s in best.values()), key=lambda z: z[1])
        best = new
    return max(best.values(), key=lambda z: z[1])
