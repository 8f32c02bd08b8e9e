import heapq, math
def beam_search(log_prob, B, T):
    beam = [(0.0, ())]
    for _ in range(T):
        gen = [(s + float(l), p + (w,)) for s, p in beam for w, l in enumerate(log_prob(p)) if not math.isinf(l)]
        beam = sorted(gen)[-B:]
    return [(list(p), s) for s, p in beam]
