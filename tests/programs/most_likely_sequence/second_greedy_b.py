def most_likely_sequence(log_prob, T):
    seq = []; total = 0
    while len(seq) != T:
        best = None
        for w, lp in enumerate(log_prob(tuple(seq))):
            if best is None or lp > best[1]: best = (w, lp)
        seq.append(best[0]); total = total + best[1]
    return seq, total
