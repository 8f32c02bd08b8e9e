import numpy as np
def viterbi_step(P, delta_prev):
    return np.argmax(P * delta_prev[:, None], axis=0)
