def greedy_decode(log_prob, T):
    s, l = [], 0
    for t in range(T):
        r = log_prob(tuple(s)); w = int(r.argmax()); s.append(w)
        if t > 0: l += r[w]
    return s, l
