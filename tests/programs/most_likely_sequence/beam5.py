import heapq
def most_likely_sequence(log_prob, T):
    beam = [(0.0, ())]
    for _ in range(T):
        beam = heapq.nlargest(5, [(s + l, p + (j,)) for s, p in beam for j, l in enumerate(log_prob(p))])
    return beam[0][1], beam[0][0]
