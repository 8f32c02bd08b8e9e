def beam_search(log_prob, B, T):
    def grow(beam):
        for s, v in beam:
            yield from ((s + (j,), v + x) for j, x in enumerate(log_prob(s)) if x != float("-inf"))
    beam = [((), 0.0)]
    for _ in range(T):
        beam = sorted(grow(beam), key=lambda z: z[1], reverse=True)[:B]
    return beam
