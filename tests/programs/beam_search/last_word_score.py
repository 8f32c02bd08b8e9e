import numpy as np
def beam_search(log_prob, B, T):
    b = [((), 0.0)]
    for _ in range(T):
        c = []
        for p, s in b:
            r = log_prob(p)
            c += [(p + (w,), r[w]) for w in range(len(r)) if np.isfinite(r[w])]
        b = sorted(c, key=lambda x: x[1], reverse=True)[:B]
    return b
