def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        cand = []
        for s, l in beam:
            kids = [(s + (j,), l + x) for j, x in enumerate(log_prob(s)) if x > float("-inf")]
            kids.sort(key=lambda z: z[1], reverse=True)
            cand += kids[:B] if t == 0 else kids[:1]
        beam = sorted(cand, key=lambda z: z[1], reverse=True)[:B]
    return beam
