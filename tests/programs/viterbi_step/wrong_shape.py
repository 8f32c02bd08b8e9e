import numpy as np
def viterbi_step(P, delta_prev):
    return np.max(P * delta_prev[:, None], axis=0, keepdims=True)
