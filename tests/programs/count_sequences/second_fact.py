import math
def count_sequences(N, T): return math.factorial(N + T - 1) // (math.factorial(T) * math.factorial(N - 1))
