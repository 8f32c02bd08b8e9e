import numpy as np
def gradient_norm_bound(W, gamma, T): return float((np.abs(np.linalg.eigvals(W)).max() * gamma) ** T)
