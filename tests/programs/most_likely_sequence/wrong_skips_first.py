import itertools
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    def score(q, a=0): return sum(log_prob(q[:t])[q[t]] for t in range(a, T))
    q = max(itertools.product(range(N), repeat=T), key=score)
    return list(q), score(q, 1)
