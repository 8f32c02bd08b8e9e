def most_likely_sequence(log_prob, T):
    B = len(log_prob(()))
    beam = [((), 0.0)]
    for _ in range(T):
        beam = sorted(((s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s))), key=lambda z: -z[1])[:B]
    return beam[0]
