import numpy as np
def batch_norm_stats(x):
    b, c, f = x.shape
    mean = [sum(x[i, k, j] for i in range(b) for j in range(f)) / (b * f) for k in range(c)]
    return mean, [sum((x[i, k, j] - mean[k]) ** 2 for i in range(b) for j in range(f)) / (b * f) for k in range(c)]
