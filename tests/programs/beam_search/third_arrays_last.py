import numpy as np
def beam_search(log_prob, B, T):
    seqs = np.zeros((1, 0), int); tot = np.zeros(1)
    for t in range(T):
        rows = np.array([log_prob(tuple(int(w) for w in s)) for s in seqs])
        idx = np.argsort(-rows.ravel(), kind="stable")[:B]
        par, w = idx // rows.shape[1], idx % rows.shape[1]
        tot = tot[par] + rows[par, w]
        seqs = np.hstack([seqs[par], w[:, None]])
    return [(s, v) for s, v in zip(seqs, tot)]
