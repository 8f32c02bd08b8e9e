def count_sequences(N, T):
    n = 1
    for _ in range(T): n *= N
    return n
