def beam_search(log_prob, B, T):
    p, s = (), 0.0
    for _ in range(T - 1):
        r = log_prob(p); s += r.max(); p += (int(r.argmax()),)
    r = log_prob(p)
    c = [(p + (j,), s + r[j]) for j in range(len(r)) if r[j] > float("-inf")]
    return sorted(c, key=lambda x: -x[1])[:B]
