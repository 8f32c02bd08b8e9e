import numpy as np
def most_likely_sequence(log_prob, T):
    prefixes = {(): 0.0}
    for _ in range(T):
        prefixes = {p + (w,): s + lp for p, s in prefixes.items() for w, lp in enumerate(log_prob(p))}
    best = max(prefixes, key=prefixes.get)
    return best, prefixes[best]
