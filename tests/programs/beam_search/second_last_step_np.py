import numpy as np
def beam_search(log_prob, B, T):
    seqs, tot = [()], [0.0]
    for t in range(T):
        rows = np.array([log_prob(s) for s in seqs]); flat = rows.ravel(); N = rows.shape[1]
        idx = [i for i in np.argsort(-flat) if np.isfinite(flat[i])][:B]
        seqs, tot = [seqs[i // N] + (int(i % N),) for i in idx], [tot[i // N] + flat[i] for i in idx]
    order = np.argsort(-np.array(tot))
    return [(seqs[i], tot[i]) for i in order]
