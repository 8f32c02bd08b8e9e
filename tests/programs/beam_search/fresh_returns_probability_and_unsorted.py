import math
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = sorted(((w + (j,), s + v) for w, s in beam for j, v in enumerate(log_prob(w)) if v > float("-inf")), key=lambda h: h[1])
        beam = c[-B:]
    return [(w, math.exp(s)) for w, s in beam]
