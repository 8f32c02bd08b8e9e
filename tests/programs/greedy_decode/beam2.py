def greedy_decode(log_prob, T):
    b = [((), 0.0)]
    for _ in range(T):
        b = sorted([(p + (w,), s + l) for p, s in b for w, l in enumerate(log_prob(p))], key=lambda x: -x[1])[:2]
    return b[0]
