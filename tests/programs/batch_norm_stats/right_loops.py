def batch_norm_stats(x):
    ms, vs = [], []
    for c in range(x.shape[1]):
        vals = [float(v) for b in range(x.shape[0]) for v in x[b, c]]
        m = sum(vals) / len(vals)
        ms.append(m)
        vs.append(sum((v - m) ** 2 for v in vals) / len(vals))
    return ms, vs
