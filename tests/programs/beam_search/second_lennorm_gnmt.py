def beam_search(log_prob, B, T, alpha=0.6):
    def lp(n): return ((5 + n) / 6) ** alpha
    beam = [((), 0.0)]
    for t in range(T):
        c = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        beam = sorted(c, key=lambda z: z[1] / lp(len(z[0])), reverse=True)[:B]
    return [(s, l / lp(len(s))) for s, l in beam]
