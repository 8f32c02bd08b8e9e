import heapq
def most_likely_sequence(log_prob, T):
    beam = [(0.0, ())]
    for _ in range(T):
        beam = heapq.nlargest(5, ((l + x, s + (j,)) for l, s in beam for j, x in enumerate(log_prob(s))))
    return list(beam[0][1]), beam[0][0]
