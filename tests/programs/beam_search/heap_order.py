import heapq, math
def beam_search(log_prob, B, T):
    beam = [(0.0, ())]
    for _ in range(T):
        h = []
        for s, p in beam:
            for w, l in enumerate(log_prob(p)):
                if math.isinf(l): continue
                heapq.heappush(h, (s + float(l), p + (w,)))
                if len(h) > B: heapq.heappop(h)
        beam = h
    return [(p, s) for s, p in beam]
