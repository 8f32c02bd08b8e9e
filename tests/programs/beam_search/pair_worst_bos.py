import heapq
def beam_search(log_prob, B, T):
    beam = [(0.0, (-1,))]
    for _ in range(T):
        c = []
        for v, s in beam:
            row = log_prob(s[1:])
            for j in range(len(row)):
                c.append((v + row[j], s + (j,)))
        beam = heapq.nsmallest(B, c)
    return [(s, v) for v, s in beam]
