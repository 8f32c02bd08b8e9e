import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 1.0)]
    for t in range(T):
        c = [(s + (j,), l * x) for s, l in beam for j, x in enumerate(np.exp(log_prob(s))) if x > 0]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return beam
