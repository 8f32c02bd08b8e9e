def batch_norm_stats(x): return x.mean((0, 2), keepdims=True), x.var((0, 2), keepdims=True)
