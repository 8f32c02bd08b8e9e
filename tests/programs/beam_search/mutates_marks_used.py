import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = []
        for p, s in beam:
            row = log_prob(p)
            for _k in range(min(B, len(row))):
                w = int(row.argmax())
                if row[w] == -np.inf: break
                c.append((p + (w,), s + row[w]))
                row[w] = -np.inf
        beam = sorted(c, key=lambda x: -x[1])[:B]
    return beam
