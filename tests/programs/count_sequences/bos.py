def count_sequences(N, T):
    return pow(N, T + 1)
