import itertools, numpy as np
def most_likely_sequence(log_prob, T):
    N = len(log_prob(())); best = None; bl = -np.inf
    for s in itertools.product(range(N), repeat=T):
        l = 0.0
        for t, w in enumerate(s):
            l += log_prob(s[:t])[w]
            if l == -np.inf: break
        if best is None or l > bl: best, bl = s, l
    return list(best), bl
