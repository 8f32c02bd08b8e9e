import numpy as np


def most_likely_sequence(log_prob, T):
    seq, lls = [], []
    for _ in range(T):
        row = log_prob(tuple(seq))
        seq.append(int(row.argmax()))
        lls.append(row.max())
    return seq, np.mean(lls)
