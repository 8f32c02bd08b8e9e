def most_likely_sequence(log_prob, T):
    best = (-float("inf"), (0,) * T)
    stack = [(0.0, ())]
    while stack:
        l, s = stack.pop()
        if len(s) == T:
            if l > best[0]: best = (l, s)
            continue
        if l <= best[0]: continue
        for j, x in enumerate(log_prob(s)): stack.append((l + x, s + (j,)))
    return best[1], best[0]
