import numpy as np
def viterbi_step(P, delta_prev):
    return (P * delta_prev[:, None]).max(axis=0)
