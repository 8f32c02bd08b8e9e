import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        c = [(p + (w,), s + 2 * l) for p, s in beam for w, l in enumerate(log_prob(p)) if l > -np.inf]
        beam = sorted(c, key=lambda x: -x[1])[:B]
    return beam
