import numpy as np
def beam_search(log_prob, B, T, alpha=0.7):
    beam = [((), 0.0)]
    for _ in range(T):
        c = [(p + (w,), s + l) for p, s in beam for w, l in enumerate(log_prob(p)) if l > -np.inf]
        beam = sorted(c, key=lambda x: -x[1] / len(x[0]) ** alpha)[:B]
    return [(p, s / len(p) ** alpha) for p, s in beam]
