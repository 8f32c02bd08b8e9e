import numpy as np
def beam_search(log_prob, B, T):
    beam = [((), 0.0)]
    for _ in range(T):
        beam = sorted([(s + (j,), v + x) for s, v in beam for j, x in enumerate(log_prob(s))], key=lambda z: -z[1])[:B]
    return beam[0][0], np.exp(beam[0][1])
