import numpy as np
def greedy_decode(log_prob, T):
    s = ()
    while len(s) < T: s += (int(np.argmax(log_prob(s))),)
    return s, float(np.max(log_prob(s[:-1])))
