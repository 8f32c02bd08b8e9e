import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        cand = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s))]
        beam = sorted(cand, key=lambda c: -c[1])[:B]
    return beam
