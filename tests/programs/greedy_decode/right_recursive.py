def greedy_decode(log_prob, T, prefix=(), total=0.0):
    if len(prefix) == T:
        return prefix, total
    row = list(log_prob(prefix))
    m = max(row)
    return greedy_decode(log_prob, T, prefix + (row.index(m),), total + m)
