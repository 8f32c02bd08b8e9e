import heapq
import numpy as np
def most_likely_sequence(log_prob, T):
    heap = [(0.0, ())]
    while heap:
        cost, prefix = heapq.heappop(heap)
        if len(prefix) == T:
            return np.array(prefix), -cost
        for j, lp in enumerate(log_prob(prefix)):
            if np.isfinite(lp):
                heapq.heappush(heap, (cost - lp, prefix + (np.int64(j),)))
