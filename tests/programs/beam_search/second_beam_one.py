import numpy as np
def beam_search(log_prob, B, T):
    s, l = (), 0.0
    for t in range(T):
        row = log_prob(s); j = int(np.argmax(row)); s += (j,); l += row[j]
    return [(s, l)]
