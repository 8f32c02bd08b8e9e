import itertools, math
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    def ll(s): return sum(log_prob(s[:t])[s[t]] for t in range(T))
    b = max(itertools.product(range(N), repeat=T), key=ll)
    return b, math.exp(ll(b))
