def greedy_decode(log_prob, T):
    s, ls = [], []
    for _ in range(T):
        r = log_prob(tuple(s)); s.append(int(r.argmax())); ls.append(max(r))
    return s, ls[-1]
