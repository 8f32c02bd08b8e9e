def greedy_decode(log_prob, T):
    import heapq
    h = [(0.0, ())]
    while h:
        c, p = heapq.heappop(h)
        if len(p) == T: return p, -c
        for w, l in enumerate(log_prob(p)):
            if l > -1e300: heapq.heappush(h, (c - float(l), p + (w,)))
