import numpy as np


def beam_search(log_prob, B, T):
    seqs, l = [()], np.zeros(1)
    for _ in range(T):
        s = np.array([log_prob(p) for p in seqs]) + l[:, None]
        flat = s.ravel()
        k = np.argpartition(-flat, B)[:B]
        k = k[np.argsort(-flat[k])]
        seqs = [seqs[i // s.shape[1]] + (int(i % s.shape[1]),) for i in k]
        l = flat[k]
    return [(p, v) for p, v in zip(seqs, l)]
