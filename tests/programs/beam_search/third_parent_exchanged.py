import numpy as np
def beam_search(log_prob, B, T):
    r = log_prob(())
    beams = [(float(r[k]), [int(k)]) for k in np.argsort(-r)[:B]]
    for _ in range(T - 1):
        beams = [(v + float(np.max(log_prob(tuple(s)))), s + [int(np.argmax(log_prob(tuple(s))))]) for v, s in beams]
        beams.sort(reverse=True)
    return beams
