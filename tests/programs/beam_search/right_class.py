import numpy as np
class Hyp:
    def __init__(self, words, score): self.words, self.score = words, score
    def __lt__(self, o): return self.score > o.score
    def expand(self, lp): return [Hyp(self.words + (i,), self.score + x) for i, x in enumerate(lp) if x != -np.inf]
def beam_search(log_prob, B, T):
    beam = [Hyp((), 0.0)]
    for _ in range(T):
        nxt = []
        for h in beam: nxt.extend(h.expand(log_prob(h.words)))
        beam = sorted(nxt)[:B]
    return [(h.words, np.float64(h.score)) for h in beam]
