import numpy as np
def beam_search(log_prob, B, T):
    def beam(t, k):
        # k-th hypothesis after t words, computed again each time
        if t == 0:
            return ((), 0.0) if k == 0 else None
        c = []
        for b in range(B):
            h = beam(t - 1, b)
            if h is None: break
            r = log_prob(h[0])
            c += [(h[0] + (w,), h[1] + r[w]) for w in range(len(r)) if r[w] > -np.inf]
        c.sort(key=lambda x: -x[1])
        return c[k] if k < len(c) else None
    out = []
    for k in range(B):
        h = beam(T, k)
        if h is None: break
        out.append(h)
    return out
