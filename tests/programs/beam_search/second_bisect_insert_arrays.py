import numpy as np, bisect
def beam_search(log_prob, B, T):
    hyps = [(np.array([], dtype=int), 0.0)]
    for t in range(T):
        pool = []
        for words, ll in hyps:
            lp = log_prob(tuple(words))
            for w in np.flatnonzero(lp > -np.inf):
                bisect.insort(pool, (-(ll + lp[w]), tuple(words) + (int(w),)))
                del pool[B:]
        hyps = [(np.array(s), -c) for c, s in pool]
    return [(s, c) for s, c in hyps]
