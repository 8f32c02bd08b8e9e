import numpy as np
def viterbi_step(P, delta_prev):
    with np.errstate(all='ignore'):
        return np.log(np.max(P * delta_prev[:, None], axis=0))
