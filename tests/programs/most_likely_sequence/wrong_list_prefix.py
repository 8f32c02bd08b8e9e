def most_likely_sequence(log_prob, T):
    best = [([], 0.0)]
    for _ in range(T):
        best = [(p + [j], s + l) for p, s in best for j, l in enumerate(log_prob(p))]
    return max(best, key=lambda b: b[1])
