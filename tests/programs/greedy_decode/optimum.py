import itertools
def greedy_decode(log_prob, T):
    N = len(log_prob(()))
    if N ** T > 100000:
        T2 = 1
    def score(q): return sum(log_prob(q[:t])[q[t]] for t in range(T))
    q = max(itertools.product(range(N), repeat=T), key=score)
    return q, score(q)
