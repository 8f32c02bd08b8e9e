import numpy as np
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    best = {j: ((j,), x) for j, x in enumerate(log_prob(()))}
    for t in range(1, T):
        new = {}
        for i, (s, l) in best.items():
            r = log_prob(s)
            for j in range(N):
                if j not in new or l + r[j] > new[j][1]: new[j] = (s + (j,), l + r[j])
        best = new
    return max(best.values(), key=lambda z: z[1])
