import math
def greedy_decode(log_prob, T):
    s, l = [], 1
    for t in range(T):
        r = log_prob(tuple(s)); w = int(r.argmax()); s.append(w); l *= math.exp(r[w])
    return s, l
