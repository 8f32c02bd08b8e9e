def beam_search(log_prob, B, T):
    best = (None, float("-inf"))
    stack = [((), 0.0)]
    while stack:
        s, v = stack.pop()
        if len(s) == T:
            if v > best[1]:
                best = (s, v)
            continue
        for j, x in enumerate(log_prob(s)):
            stack.append((s + (j,), v + x))
    return [best]
