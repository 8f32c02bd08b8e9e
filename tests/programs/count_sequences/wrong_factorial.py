import math
def count_sequences(N, T):
    return math.perm(N, T)
