def greedy_decode(log_prob, T):
    s, ll = (), []
    for _ in range(T):
        r = log_prob(s)
        w = int(r.argmax())
        ll.append(r[w])
        s = s + (w,)
    return s, sum(ll) / len(ll)
