import numpy as np
def beam_search(log_prob, B, T):
    b = [((), 0.0)]
    for _ in range(T):
        c = []
        for p, s in b:
            r = log_prob(p)
            c += [(p + (w,), s + r[w], r[w]) for w in range(len(r)) if np.isfinite(r[w])]
        c.sort(key=lambda x: x[2], reverse=True)
        b = [(p, s) for p, s, _ in c[:B]]
    return b
