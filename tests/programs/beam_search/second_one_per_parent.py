import numpy as np
def beam_search(log_prob, B, T):
    lp = log_prob(())
    order = np.argsort(lp)[::-1][:B]
    beam = [((int(k),), lp[k]) for k in order if np.isfinite(lp[k])]
    for t in range(1, T):
        new = []
        for s, l in beam:
            row = log_prob(s); k = int(np.argmax(row))
            if np.isfinite(row[k]): new.append((s + (k,), l + row[k]))
        beam = new
    return sorted(beam, key=lambda z: -z[1])
