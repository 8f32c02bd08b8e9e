import math
def weight_norm(u, gamma):
    n = math.sqrt(sum(a * a for a in u))
    return [gamma * a / n for a in u]
