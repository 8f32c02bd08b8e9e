def count_sequences(N, T):
    return float(N) ** T
