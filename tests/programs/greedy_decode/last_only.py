def greedy_decode(log_prob, T):
    s = ()
    for _ in range(T):
        r = log_prob(s)
        w = int(r.argmax())
        ll = r[w]
        s = s + (w,)
    return s, ll
