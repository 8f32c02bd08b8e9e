import heapq
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        heap = [(-(s + v), w + (j,)) for w, s in beam for j, v in enumerate(log_prob(w))]
        heapq.heapify(heap)
        beam = []
        for _ in range(B):
            s, w = heapq.heappop(heap); beam.append((w, -s))
    return beam
