import heapq, math
def viterbi(P, bos, T):
    # best-first search: costs are never negative
    heap, done = [(0.0, 0, int(bos), ())], set()
    while heap:
        cost, t, w, path = heapq.heappop(heap)
        if t == T:
            return list(path), -cost
        if (t, w) in done: continue
        done.add((t, w))
        for j, p in enumerate(P[w]):
            if p > 0: heapq.heappush(heap, (cost - math.log(p), t + 1, j, path + (j,)))
