def beam_search(log_prob, B, T):
    def grow(beam, t):
        if t == T: return beam
        new = [(s + (k,), l + x) for s, l in beam for k, x in enumerate(log_prob(s)) if x != float("-inf")]
        return grow(sorted(new, key=lambda z: z[1], reverse=True)[:B], t + 1)
    return grow([((), 0.0)], 0)
