import numpy as np
def beam_search(log_prob, B, T):
    seqs, sc = np.zeros((1, 0), dtype=int), np.zeros(1)
    for t in range(T):
        m = np.array([log_prob(tuple(s)) for s in seqs]) + sc[:, None]
        r, c = np.nonzero(np.isfinite(m)); v = m[r, c]
        k = np.lexsort((c, r, -v))[:B]
        seqs, sc = np.hstack([seqs[r[k]], c[k][:, None]]), v[k]
    return [(s.tolist(), float(x)) for s, x in zip(seqs, sc)]
