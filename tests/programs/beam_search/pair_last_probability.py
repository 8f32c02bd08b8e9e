import math
def beam_search(log_prob, B, T):
    beam = [((), 1.0, 1.0)]
    for t in range(T):
        c = [(s + (j,), p * math.exp(x), math.exp(x)) for s, p, _ in beam for j, x in enumerate(log_prob(s))]
        beam = sorted(c, key=lambda z: -z[2])[:B]
    return [(s, p) for s, p, _ in beam]
