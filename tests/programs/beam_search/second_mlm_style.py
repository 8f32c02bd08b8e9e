from math import log
import numpy as np
def beam_search(log_prob, B, T):
    sequences = [[list(), 0.0]]
    for step in range(T):
        all_candidates = list()
        for i in range(len(sequences)):
            seq, score = sequences[i]
            row = log_prob(tuple(seq))
            for j in range(len(row)):
                if np.isneginf(row[j]): continue
                candidate = [seq + [j], score - row[j]]
                all_candidates.append(candidate)
        ordered = sorted(all_candidates, key=lambda tup: tup[1])
        sequences = ordered[:B]
    return [(s, -c) for s, c in sequences]
