import numpy as np
def greedy_decode(log_prob, T):
    r = log_prob(()); j = int(np.argmax(r))
    return [j] * T, T * r[j]
