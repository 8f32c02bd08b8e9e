def beam_search(log_prob, B, T):
    beam = [((7,), 0.0)]
    while len(beam[0][0]) < T:
        c = [(s + (j,), v + x) for s, v in beam for j, x in enumerate(log_prob(s[1:]))]
        beam = sorted(c, key=lambda z: -z[1])[:B]
    return beam
