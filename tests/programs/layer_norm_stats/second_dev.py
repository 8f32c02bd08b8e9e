def layer_norm_stats(x): return x.mean((1, 2)), x.std((1, 2))
