import numpy as np
def weight_norm(u, gamma): return gamma * u / np.sqrt(np.dot(u, u))
