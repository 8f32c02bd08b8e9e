import numpy as np
def count_sequences(N, T): return np.power(float(N), T)
