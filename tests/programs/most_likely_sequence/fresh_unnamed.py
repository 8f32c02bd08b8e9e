import itertools
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    f = lambda s: sum(log_prob(s[:t])[s[t]] for t in range(T))
    w = min(itertools.product(range(N), repeat=T), key=f)
    return w, f(w)
