def count_sequences(N, T): return N ** (T + 1)
