import statistics
def batch_norm_stats(x):
    cols = [x[:, c, :].ravel().tolist() for c in range(x.shape[1])]
    return [statistics.fmean(c) for c in cols], [statistics.variance(c) if len(c) > 1 else 0.0 for c in cols]
