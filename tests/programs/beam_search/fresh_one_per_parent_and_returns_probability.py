import numpy as np
def beam_search(log_prob, B, T):
    row = log_prob(()); beam = [((int(j),), float(row[j])) for j in np.argsort(-row)[:B]]
    for _ in range(T - 1):
        beam = [(w + (int(np.argmax(log_prob(w))),), s + float(np.max(log_prob(w)))) for w, s in beam]
    return [(w, np.exp(s)) for w, s in sorted(beam, key=lambda h: -h[1])]
