import numpy as np
def viterbi_step(P, d): return d * np.max(P, axis=1)
