import numpy as np
def beam_search(log_prob, B, T):
    ps, ss = [()], np.zeros(1)
    for _ in range(T):
        S = np.concatenate([s + log_prob(p) for p, s in zip(ps, ss)])
        N = len(S) // len(ps)
        k = np.argsort(S)[:B]
        ps = [ps[i // N] + (int(i % N),) for i in k]
        ss = S[k]
    o = np.argsort(-ss)
    return [(ps[i], ss[i]) for i in o]
