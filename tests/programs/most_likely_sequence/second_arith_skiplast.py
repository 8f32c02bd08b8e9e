def most_likely_sequence(log_prob, T):
    best = [-float("inf"), (0,)*T, 0.0]
    def go(s, l, prev):
        if len(s) == T:
            if l > best[0]: best[:] = [l, s, prev]
            return
        for j, x in enumerate(log_prob(s)):
            if x > -float("inf"): go(s + (j,), l + x, l)
    go((), 0.0, 0.0)
    return best[1], best[2]
