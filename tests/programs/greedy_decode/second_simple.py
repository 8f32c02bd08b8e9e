import numpy as np
def greedy_decode(log_prob, T):
    prefix = (); total = 0.0
    for _ in range(T):
        lp = log_prob(prefix); w = int(lp.argmax()); total += lp[w]; prefix += (w,)
    return prefix, total
