def instance_norm_stats(x):
    m = [[sum(r) / len(r) for r in e] for e in x.tolist()]
    v = [[sum((a - sum(r) / len(r)) ** 2 for a in r) / len(r) for r in e] for e in x.tolist()]
    return m, v
