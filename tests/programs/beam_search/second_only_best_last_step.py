def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(1, T + 1):
        c = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        k = B if t < T else 1
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:k]
    return beam
