import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        best = {}
        for p, s in beam:
            for w, l in enumerate(log_prob(p)):
                if l > -np.inf and (w not in best or s + l > best[w][1]): best[w] = (p + (w,), s + l)
        beam = sorted(best.values(), key=lambda x: -x[1])[:B]
    return beam
