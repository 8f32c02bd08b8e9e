import numpy as np
def beam_search(log_prob, B, T):
    seqs = np.zeros((1, T), int); tot = np.zeros(1)
    for t in range(T):
        rows = np.array([log_prob(tuple(int(w) for w in s[:t])) for s in seqs]) + tot[:, None]
        idx = np.argsort(-rows.ravel(), kind="stable")[:B]
        par, w = idx // rows.shape[1], idx % rows.shape[1]
        seqs = seqs[par].copy(); seqs[:, t] = w; tot = rows[par, w]
    return [(s[:-1], v) for s, v in zip(seqs, tot)]
