import numpy as np
def viterbi_step(P, delta_prev):
    with np.errstate(divide='ignore'):
        return np.exp(np.max(np.log(P) + np.log(delta_prev)[:, None], axis=0))
