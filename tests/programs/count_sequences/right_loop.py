def count_sequences(N, T):
    c = 1
    for _ in range(T):
        c *= N
    return c
