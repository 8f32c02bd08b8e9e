import numpy as np
def beam_search(log_prob, B, T):
    first = np.argsort(log_prob(()))[::-1][:B]
    out = []
    for f in first:
        p, s = (int(f),), log_prob(())[f]
        for _ in range(T - 1):
            r = log_prob(p); s += r.max(); p += (int(r.argmax()),)
        out.append((p, s))
    return out
