import numpy as np
def count_sequences(N, T):
    return int(np.prod(np.full(T, N)))
