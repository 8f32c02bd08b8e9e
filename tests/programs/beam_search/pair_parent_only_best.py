import numpy as np
def beam_search(log_prob, B, T):
    first = log_prob(())
    order = np.argsort(-first)[:B]
    beams = [((int(k),), first[k]) for k in order]
    for _ in range(T - 1):
        nxt = []
        for s, v in beams:
            r = log_prob(s)
            k = int(np.argmax(r))
            nxt.append((s + (k,), v + r[k]))
        beams = nxt
    return [max(beams, key=lambda z: z[1])]
