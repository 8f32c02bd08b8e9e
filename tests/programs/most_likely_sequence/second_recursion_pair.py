def most_likely_sequence(log_prob, T, pre=()):
    if len(pre) == T: return (), 0.0
    opts = []
    for j, x in enumerate(log_prob(pre)):
        if x == float("-inf"): continue
        s, l = most_likely_sequence(log_prob, T, pre + (j,))
        opts.append(((j,) + s, x + l))
    return max(opts, key=lambda o: o[1]) if opts else ((0,) * (T - len(pre)), float("-inf"))
