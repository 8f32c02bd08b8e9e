def weight_norm(u, gamma): return gamma * u / abs(u).sum()
