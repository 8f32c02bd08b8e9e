import numpy as np
def gradient_norm_bound(W, gamma, T): return np.linalg.norm(W, 2) * gamma
