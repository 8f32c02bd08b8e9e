import numpy as np
def viterbi_step(P, d): return (P * d[:, None]).max(axis=1)
