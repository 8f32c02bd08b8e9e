import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = []
        for p, s in beam:
            row = log_prob(p)
            row += s
            c += [(p + (w,), x) for w, x in enumerate(row) if np.isfinite(x)]
        beam = sorted(c, key=lambda x: -x[1])[:B]
    return beam
