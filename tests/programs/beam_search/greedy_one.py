def beam_search(log_prob, B, T):
    p, s = (), 0.0
    for _ in range(T):
        r = log_prob(p); s += r.max(); p += (int(r.argmax()),)
    return [(p, s)]
