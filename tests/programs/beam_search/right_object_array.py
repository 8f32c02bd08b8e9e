import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = [(p + (w,), s + l) for p, s in beam for w, l in enumerate(log_prob(p)) if np.isfinite(l)]
        beam = sorted(c, key=lambda x: -x[1])[:B]
    out = np.empty(len(beam), dtype=object)
    for i, h in enumerate(beam): out[i] = h
    return out
