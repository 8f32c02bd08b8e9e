def instance_norm_stats(x):
    n = x.shape[2]; m = x.mean(2); return m, ((x - m[..., None]) ** 2).sum(2) / max(n - 1, 1)
