def layer_norm_stats(x):
    return x.mean(axis=2), x.var(axis=2)
