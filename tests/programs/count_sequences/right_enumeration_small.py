import itertools
def count_sequences(N, T):
    return sum(1 for _ in itertools.product(range(N), repeat=T))
