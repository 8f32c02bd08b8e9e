import numpy as np
def beam_search(log_prob, B, T):
    seqs, sc = [()], np.zeros(1)
    for t in range(T):
        m = np.array([log_prob(s) for s in seqs]) + sc[:, None]; N = m.shape[1]
        flat = m.ravel(); order = np.argsort(-flat); idx = [order[k] for k in range(min(B, N ** (t + 1)))]
        seqs = [seqs[i // N] + (int(i % N),) for i in idx]; sc = flat[idx]
    return list(zip(seqs, sc))
