def greedy_decode(log_prob, T):
    s = []; l = 0
    for t in range(T):
        r = log_prob(tuple(s)); w = int(r.argmax()); l = r[w]; s.append(w)
    return s, l
