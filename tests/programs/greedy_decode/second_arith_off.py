def greedy_decode(log_prob, T):
    s, l = [], 0
    for _ in range(T):
        r = log_prob(tuple(s)); w = int(r.argmax()); s.append(w); l -= r[w]
    return s, l
