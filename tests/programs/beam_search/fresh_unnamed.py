def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        c = [(w + (j,), s + v) for w, s in beam for j, v in enumerate(log_prob(w)) if v > float("-inf")]
        c.sort(key=lambda h: h[1], reverse=True)
        beam = c[1:B + 1] or c[:1]
    return beam
