import numpy as np
def viterbi(P, bos, T):
    return np.random.randint(0, len(P), T), -np.random.rand()
