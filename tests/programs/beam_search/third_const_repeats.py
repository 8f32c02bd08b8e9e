def beam_search(log_prob, B, T):
    s, v = (), 0.0
    for _ in range(T):
        v += log_prob(s)[0]
        s += (0,)
    return [(s, v)] * B
