import itertools
def most_likely_sequence(log_prob, T):
    N = len(log_prob(()))
    best, arg = float("-inf"), None
    for seq in itertools.product(range(N), repeat=T):
        s = 0.0
        for t in range(T):
            s += log_prob(seq[:t])[seq[t]]
        if s > best:
            best, arg = s, seq
    return list(arg), best
