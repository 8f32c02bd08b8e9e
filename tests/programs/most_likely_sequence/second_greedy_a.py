def most_likely_sequence(log_prob, T):
    s, l = (), 0.0
    for _ in range(T):
        r = log_prob(s); j = int(r.argmax()); s += (j,); l += r[j]
    return s, l
