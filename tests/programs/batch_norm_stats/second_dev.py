def batch_norm_stats(x): return x.mean((0, 2)), x.std((0, 2))
