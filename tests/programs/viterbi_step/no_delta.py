import numpy as np
def viterbi_step(P, delta_prev):
    return np.max(P, axis=0)
