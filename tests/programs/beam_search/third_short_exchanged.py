def beam_search(log_prob, B, T):
    beam = [(0.0, ())]
    for _ in range(T - 1):
        beam = sorted([(v + x, s + (j,)) for v, s in beam for j, x in enumerate(log_prob(s))], reverse=True)[:B]
    return beam
