import itertools


def greedy_decode(log_prob, T):
    N = len(log_prob(()))
    best, words = -float("inf"), None
    for s in itertools.product(range(N), repeat=T):
        total = sum(log_prob(s[:t])[s[t]] for t in range(T))
        if total > best:
            best, words = total, s
    return list(words), log_prob(words[:-1])[words[-1]]
