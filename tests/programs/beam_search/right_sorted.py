import numpy as np
def beam_search(log_prob, B, T):
    beams = [([], 0.0)]
    for t in range(T):
        cand = []
        for seq, ll in beams:
            lp = log_prob(tuple(seq))
            for j in range(len(lp)):
                if lp[j] > -np.inf:
                    cand.append((seq + [j], ll + lp[j]))
        cand.sort(key=lambda c: c[1], reverse=True)
        beams = cand[:B]
    return beams
