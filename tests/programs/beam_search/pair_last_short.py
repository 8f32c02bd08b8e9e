def beam_search(log_prob, B, T):
    beam = [((), 0.0, 0.0)]
    t = 1
    while t < T:
        c = []
        for s, tot, _ in beam:
            for j, x in enumerate(log_prob(s)):
                c.append((s + (j,), tot + x, x))
        c.sort(key=lambda z: z[2], reverse=True)
        beam = c[:B]
        t += 1
    return [(s, tot) for s, tot, _ in beam]
