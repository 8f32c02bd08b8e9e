def count_sequences(N, T): return sum(N for _ in range(T))
