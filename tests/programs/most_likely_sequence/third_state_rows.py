kept = {}


def rows_of(log_prob, prefix):
    if prefix not in kept:
        kept[prefix] = list(log_prob(prefix))
    return kept[prefix]


def most_likely_sequence(log_prob, T):
    beam = [((), 0.0)]
    for _ in range(T):
        beam = [(s + (j,), v + x) for s, v in beam for j, x in enumerate(rows_of(log_prob, s))]
    return max(beam, key=lambda z: z[1])
