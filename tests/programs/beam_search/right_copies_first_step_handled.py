import numpy as np
def beam_search(log_prob, B, T):
    seqs = [[] for _ in range(B)]
    l = np.array([0.0] + [-np.inf] * (B - 1))
    for t in range(T):
        S = []
        for b in range(B):
            if l[b] == -np.inf:
                S.append(np.full(len(log_prob(())), -np.inf))
            else:
                S.append(l[b] + log_prob(tuple(seqs[b])))
        S = np.array(S); N = S.shape[1]
        idx = np.argsort(-S.ravel(), kind="stable")[:B]
        seqs = [seqs[i // N] + [int(i % N)] for i in idx]
        l = S.ravel()[idx]
        if len(l) < B:
            seqs += [[]] * (B - len(l)); l = np.append(l, [-np.inf] * (B - len(l)))
    return [(s, float(x)) for s, x in zip(seqs, l) if np.isfinite(x)]
