def instance_norm_stats(x):
    B, C, F = x.shape
    m = [[sum(x[b][c]) / F for c in range(C)] for b in range(B)]
    return m, [[sum((v - m[b][c]) ** 2 for v in x[b][c]) / F for c in range(C)] for b in range(B)]
