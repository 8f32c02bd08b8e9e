import numpy as np
def beam_search(log_prob, B, T):
    seqs, sc = [()], np.zeros(1)
    for t in range(T):
        m = np.array([log_prob(s) for s in seqs]) + sc[:, None]; N = m.shape[1]
        flat = m.ravel(); idx = np.argsort(-flat)[:B]; idx = np.sort([i for i in idx if np.isfinite(flat[i])]).astype(int)
        seqs = [seqs[i // N] + (int(i % N),) for i in idx]; sc = flat[idx]
    return list(zip(seqs, sc))
