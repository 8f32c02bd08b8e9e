def most_likely_sequence(log_prob, T):
    stack, best = [((), 0.0)], (None, float("-inf"))
    while stack:
        w, s = stack.pop()
        if s <= best[1]: continue
        if len(w) == T: best = (w, s); continue
        stack += sorted(((w + (j,), s + v) for j, v in enumerate(log_prob(w))), key=lambda h: h[1])
    return best
