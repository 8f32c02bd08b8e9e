import numpy as np
def beam_search(log_prob, B, T):
    seqs, sc = [()] * B, np.zeros(B)
    for t in range(T):
        m = np.array([log_prob(s) for s in seqs]) + sc[:, None]; N = m.shape[1]
        flat = m.ravel(); idx = [i for i in np.argsort(-flat, kind="stable") if np.isfinite(flat[i])][:B]
        seqs = [seqs[i // N] + (int(i % N),) for i in idx]; sc = flat[idx]
    return list(zip(seqs, sc))
