def beam_search(log_prob, B, T):
    beam = [((), 0.0, 0.0)]
    for _ in range(T):
        c = [(s + (j,), v + x, x) for s, v, _ in beam for j, x in enumerate(log_prob(s))]
        beam = sorted(c, key=lambda z: z[2])[:B]
    return [(s, v) for s, v, _ in beam]
