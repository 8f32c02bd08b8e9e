import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        c = []
        for s, l in beam:
            row = log_prob(s); order = np.argsort(-row); vals = row[order]; row[:] = vals
            c += [(s + (int(j),), l + v) for j, v in zip(order, vals) if v > -np.inf]
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return beam
