import numpy as np
def beam_search(log_prob, B, T):
    beam = [([], 1.0)]
    for _ in range(T):
        c = [(s + [j], p * np.exp(x)) for s, p in beam for j, x in enumerate(log_prob(tuple(s)))]
        c.sort(key=lambda z: z[1])
        beam = c[:B]
    return beam
