def beam_search(log_prob, B, T):
    beam = [([], 0.0)]
    for t in range(T):
        c = []
        for s, l in beam:
            for j, x in enumerate(log_prob(tuple(s))):
                if x > float("-inf"): c.append((s + [j], l + x))
        c.sort(key=lambda z: z[1], reverse=True)
        beam = c[:B]
    return [max(beam, key=lambda z: z[1])] if beam else []
