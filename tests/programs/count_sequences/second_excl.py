def count_sequences(N, T): return (N - 1) ** T
