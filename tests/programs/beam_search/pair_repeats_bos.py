def beam_search(log_prob, B, T):
    beam = [((None,), 0.0)] * B
    for _ in range(T):
        c = [(s + (j,), v + x) for s, v in beam for j, x in enumerate(log_prob(s[1:]))]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return beam
