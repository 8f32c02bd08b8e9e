import math
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T - 1):
        c = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return [(s, math.exp(l)) for s, l in beam]
