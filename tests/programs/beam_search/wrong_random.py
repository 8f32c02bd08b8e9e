import numpy as np
def beam_search(log_prob, B, T):
    rng = np.random.default_rng()
    out = []
    for _ in range(B):
        p, s = (), 0.0
        for _ in range(T):
            r = log_prob(p)
            q = np.exp(r); q /= q.sum() if q.sum() else 1
            w = int(rng.choice(len(r), p=q)) if q.sum() else 0
            p += (w,); s += r[w]
        out.append((p, s))
    return sorted(out, key=lambda x: -x[1])
