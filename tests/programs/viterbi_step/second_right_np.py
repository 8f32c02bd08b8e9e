import numpy as np
def viterbi_step(P, delta_prev): return np.einsum("ij,i->ij", P, delta_prev).max(0)
