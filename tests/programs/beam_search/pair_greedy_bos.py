import numpy as np
def beam_search(log_prob, B, T):
    seq, tot = [-1], 0.0
    for _ in range(T):
        r = log_prob(tuple(seq[1:]))
        w = int(np.argmax(r))
        seq.append(w)
        tot += r[w]
    return [(seq, tot)]
