import numpy as np
def beam_search(log_prob, B, T):
    seq, tot = (), 1.0
    while len(seq) < T:
        r = np.exp(log_prob(seq))
        seq, tot = seq + (int(r.argmax()),), tot * r.max()
    return [(seq, tot)]
