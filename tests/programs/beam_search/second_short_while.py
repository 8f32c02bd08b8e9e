def beam_search(log_prob, B, T):
    beam = [([], 0.0)]; t = 1
    while t < T:
        c = []
        for s, l in beam:
            r = log_prob(tuple(s))
            c.extend((s + [j], l + r[j]) for j in range(len(r)) if r[j] > float("-inf"))
        c.sort(key=lambda z: z[1], reverse=True); beam = c[:B]; t += 1
    return beam
