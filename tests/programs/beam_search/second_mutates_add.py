def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        c = []
        for s, l in beam:
            row = log_prob(s); row += l
            c += [(s + (j,), x) for j, x in enumerate(row) if x > float("-inf")]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return beam
