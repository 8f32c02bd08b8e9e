import heapq, math
def viterbi(P, bos, T):
    n = len(P)
    seen = set()
    heap = [(0.0, 0, bos, ())]
    while heap:
        c, t, w, path = heapq.heappop(heap)
        if t == T: return list(path), -c
        if (t, w) in seen: continue
        seen.add((t, w))
        for v in range(n):
            if P[w][v] > 0:
                heapq.heappush(heap, (c - math.log(P[w][v]), t + 1, v, path + (v,)))
    return [0]*T, -math.inf
