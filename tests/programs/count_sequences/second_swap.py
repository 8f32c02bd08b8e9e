def count_sequences(N, T): return T ** N
