import numpy as np
def beam_search(log_prob, B, T):
    prefixes = [()]
    scores = np.zeros(1)
    for _ in range(T):
        S = scores[:, None] + np.array([log_prob(p) for p in prefixes])
        N = S.shape[1]
        order = np.argsort(-S, axis=None)[:B]
        flat = S.ravel()
        order = [k for k in order if np.isfinite(flat[k])]
        prefixes = [prefixes[k // N] + (k % N,) for k in order]
        scores = flat[order]
    return [[np.array(p), s] for p, s in zip(prefixes, scores)]
