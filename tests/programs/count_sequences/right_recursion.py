def count_sequences(N, T):
    return 1 if T == 0 else N * count_sequences(N, T - 1)
