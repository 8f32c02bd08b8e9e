def layer_norm_stats(x): return x.mean(2), x.var(2)
