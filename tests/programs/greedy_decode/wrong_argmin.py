def greedy_decode(log_prob, T):
    s, ll = (), 0
    for _ in range(T):
        r = log_prob(s)
        w = int(r.argmin())
        ll += r[w]
        s = s + (w,)
    return s, ll
