import numpy as np
def gradient_norm_bound(W, gamma, T): return (np.sqrt(np.linalg.eigvalsh(W.T @ W).max()) * gamma) ** T
