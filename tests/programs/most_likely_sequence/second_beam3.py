def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        beam = sorted(((s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")), key=lambda z: -z[1])[:B]
    return beam
def most_likely_sequence(log_prob, T):
    return beam_search(log_prob, 3, T)[0]
