import numpy as np
def beam_search(log_prob, B, T):
    r = log_prob(())
    live = [((int(k),), r[k]) for k in np.argsort(-r)[:B]]
    for _ in range(T - 1):
        new = []
        for s, _v in live:
            r = log_prob(s); k = int(np.argmax(r)); new.append((s + (k,), r[k]))
        live = sorted(new, key=lambda z: -z[1])
    return live
