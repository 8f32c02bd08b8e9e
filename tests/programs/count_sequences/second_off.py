def count_sequences(N, T):
    n = 1
    for _ in range(1, T): n = n * N
    return n
