def greedy_decode(log_prob, T, prefix=()):
    if len(prefix) == T: return [], 0.0
    row = list(log_prob(prefix)); m = max(row); k = row.index(m)
    s, l = greedy_decode(log_prob, T, prefix + (k,))
    return [k] + s, m + l
