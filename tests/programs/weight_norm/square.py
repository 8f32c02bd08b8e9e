import numpy as np
def weight_norm(u, gamma):
    return gamma * u / np.linalg.norm(u) ** 2
