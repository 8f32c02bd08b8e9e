import numpy as np
def weight_norm(u, gamma):
    return u / np.linalg.norm(u)
