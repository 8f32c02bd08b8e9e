import numpy as np
def beam_search(log_prob, B, T):
    row = log_prob(())
    beam = []
    order = np.argsort(-row)
    for b in range(B):
        beam.append(((int(order[b]),), row[order[b]]))
    for t in range(1, T):
        c = [(s + (j,), l + x) for s, l in beam for j, x in enumerate(log_prob(s)) if x > -np.inf]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return [h for h in beam if h[1] > -np.inf]
