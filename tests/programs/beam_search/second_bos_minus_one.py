def beam_search(log_prob, B, T):
    beam = [((-1,), 0.0)]
    while len(beam[0][0]) <= T:
        c = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s[1:])) if x > float("-inf")]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
        if not beam: return []
    return beam
