import math
count_sequences = lambda N, T: math.prod([N] * T)
