def beam_search(log_prob, B, T):
    beam = [((), 0.0, 0.0)]
    for t in range(T):
        c = [(s + (j,), l + x, x) for s, l, _ in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        beam = sorted(c, key=lambda z: z[2], reverse=True)[:B]
    return [(s, l) for s, l, _ in beam]
