def beam_search(log_prob, B, T, beam=[((), 0.0)]):
    for _ in range(T):
        c = [(s + (j,), v + x) for s, v in beam for j, x in enumerate(log_prob(s)) if x > float("-inf")]
        beam[:] = sorted(c, key=lambda z: -z[1])[:B]
    return beam
