import numpy as np
def count_sequences(N, T): return int(np.power(np.int64(N), np.int64(T)))
