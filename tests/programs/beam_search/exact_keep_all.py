import math
def beam_search(log_prob, B, T):
    b = [((), 0.0)]
    for _ in range(T):
        b = [(p + (w,), s + l) for p, s in b for w, l in enumerate(log_prob(p)) if l > -math.inf]
    b.sort(key=lambda x: x[1], reverse=True)
    return b[:B]
