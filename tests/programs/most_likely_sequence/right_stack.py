def most_likely_sequence(log_prob, T):
    stack, best = [((), 0.0)], (None, float("-inf"))
    while stack:
        p, s = stack.pop()
        if s <= best[1]: continue
        if len(p) == T:
            best = (p, s); continue
        r = log_prob(p)
        stack.extend((p + (int(w),), s + float(r[w])) for w in r.argsort())
    return best
