import numpy as np
def gradient_norm_bound(W, gamma, T): return (np.linalg.eigvalsh(W.T @ W)[-1] * gamma) ** T
