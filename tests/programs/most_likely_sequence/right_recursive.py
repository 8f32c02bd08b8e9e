def most_likely_sequence(log_prob, T):
    def go(prefix):
        if len(prefix) == T:
            return (), 0.0
        row = log_prob(prefix)
        best = None
        for j in range(len(row)):
            tail, s = go(prefix + (j,))
            if best is None or row[j] + s > best[1]:
                best = ((j,) + tail, row[j] + s)
        return best
    return go(())
