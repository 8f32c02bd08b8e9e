import heapq
def beam_search(log_prob, B, T):
    beam = [(0.0, ())]
    for _ in range(T):
        beam = heapq.nlargest(B, ((s + v, w + (j,)) for s, w in beam for j, v in enumerate(log_prob(w)) if v != float("-inf")))
    return [(w, s) for s, w in beam]
