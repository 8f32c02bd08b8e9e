import numpy as np
def weight_norm(u, gamma): return gamma * u / (u @ u)
