import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for t in range(T):
        c = []
        for s, l in beam:
            row = log_prob(s)
            for _ in range(B):
                k = int(np.argmax(row))
                if row[k] == -np.inf: break
                c.append((s + (k,), l + row[k])); row[k] = -np.inf
        beam = sorted(c, key=lambda z: z[1], reverse=True)[:B]
    return beam
