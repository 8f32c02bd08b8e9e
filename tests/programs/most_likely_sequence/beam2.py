import numpy as np
def most_likely_sequence(log_prob, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = [(p + (j,), s + l) for p, s in beam for j, l in enumerate(log_prob(p))]
        beam = sorted(c, key=lambda x: -x[1])[:2]
    return beam[0]
