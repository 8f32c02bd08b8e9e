def greedy_decode(log_prob, T):
    s = ()
    for _ in range(T):
        s += (int(log_prob(s).argmax()),)
    return s
