import numpy as np
def beam_search(log_prob, B, T):
    seqs, p = [()], np.ones(1)
    for t in range(T - 1):
        M = p[:, None] * np.exp([log_prob(s) for s in seqs])
        idx = np.argsort(-M, axis=None)[:B]
        r, c = np.unravel_index(idx, M.shape)
        seqs = [seqs[a] + (int(b),) for a, b in zip(r, c)]
        p = M[r, c]
    return list(zip(seqs, p))
