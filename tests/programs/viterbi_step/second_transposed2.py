import numpy as np
def viterbi_step(P, d):
    N = len(d); out = np.zeros(N)
    for j in range(N):
        for i in range(N): out[j] = max(out[j], P[j, i] * d[i])
    return out
