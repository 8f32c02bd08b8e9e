import numpy as np
def beam_search(log_prob, B, T):
    seqs = [[]] * B
    ll = [0.0] * B
    for t in range(T):
        c = []
        for b in range(B):
            r = log_prob(tuple(seqs[b]))
            for w in range(len(r)):
                c.append((ll[b] + r[w], b, w))
        c.sort(reverse=True)
        c = c[:B]
        seqs = [seqs[b] + [w] for _, b, w in c]
        ll = [s for s, _, _ in c]
    return list(zip(seqs, ll))
