import itertools
def beam_search(log_prob, B, T):
    N = len(log_prob(()))
    c = []
    for q in itertools.product(range(N), repeat=T):
        s = sum(log_prob(q[:t])[q[t]] for t in range(T))
        if s > float('-inf'): c.append((q, s))
    return sorted(c, key=lambda x: -x[1])[:B]
