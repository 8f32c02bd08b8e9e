def most_likely_sequence(log_prob, T):
    beam = [((), 0.0)]
    for _ in range(T):
        children = [(p + (j,), s - v) for p, s in beam for j, v in enumerate(log_prob(p))]
        beam = sorted(children, key=lambda c: c[1])[:3]
    return beam[0]
