import numpy as np
def gradient_norm_bound(W, gamma, T): return T * np.linalg.norm(W, 2) * gamma
