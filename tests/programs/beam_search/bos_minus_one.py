import numpy as np
def beam_search(log_prob, B, T):
    beam = [(np.array([-1]), 0.0)]
    for _ in range(T):
        c = [(np.append(p, w), s + l) for p, s in beam for w, l in enumerate(log_prob(tuple(p[1:]))) if l > -np.inf]
        beam = sorted(c, key=lambda x: -x[1])[:B]
    return beam
