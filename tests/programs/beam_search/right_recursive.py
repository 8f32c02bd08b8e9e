import math
def beam_search(log_prob, B, T):
    def step(beam, t):
        if t == 0: return beam
        c = [(p + (w,), s + l) for p, s in beam for w, l in enumerate(log_prob(p).tolist()) if l > -math.inf]
        return step(sorted(c, key=lambda x: x[1])[::-1][:B], t - 1)
    return step([((), 0.0)], T)
