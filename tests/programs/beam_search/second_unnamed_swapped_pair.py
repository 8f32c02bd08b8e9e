def beam_search(log_prob, B, T):
    beam = [(0.0, ())]
    for t in range(T):
        c = [(l + x, s + (j,)) for l, s in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        beam = sorted(c, reverse=True)[:B]
    return beam
