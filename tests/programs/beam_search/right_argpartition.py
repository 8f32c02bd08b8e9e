import numpy as np
def beam_search(log_prob, B, T):
    hyps = [(tuple(), 0.0)]
    for _ in range(T):
        all_s, all_h = [], []
        for h, s in hyps:
            all_s.append(s + log_prob(h)); all_h.append(h)
        S = np.concatenate(all_s); N = len(all_s[0])
        k = min(B, int(np.isfinite(S).sum()))
        idx = np.argpartition(-S, k - 1)[:k]
        idx = idx[np.argsort(-S[idx])]
        hyps = [(all_h[i // N] + (int(i % N),), float(S[i])) for i in idx]
    return tuple(hyps)
