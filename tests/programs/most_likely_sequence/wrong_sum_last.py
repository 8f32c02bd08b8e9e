import itertools
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    def score(q): return sum(log_prob(q[:t])[q[t]] for t in range(T))
    q = max(itertools.product(range(N), repeat=T), key=score)
    return q, log_prob(q[:-1])[q[-1]]
