import numpy as np
def beam_search(log_prob, B, T):
    out = []
    for b in range(B):
        s, l = [], 0.0
        for t in range(T):
            row = log_prob(tuple(s)); j = int(np.argmax(row)); s.append(j); l += row[j]
        out.append((s, l))
    return out
