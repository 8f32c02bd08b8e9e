import heapq
from dataclasses import dataclass, field
@dataclass(order=True)
class Hypothesis:
    score: float
    words: tuple = field(compare=False)
    def expand(self, log_prob):
        for w, lp in enumerate(log_prob(self.words)):
            if lp > float("-inf"):
                yield Hypothesis(self.score + float(lp), self.words + (w,))
def beam_search(log_prob, B, T):
    beam = [Hypothesis(0.0, ())]
    while T:
        beam = heapq.nlargest(B, (c for h in beam for c in h.expand(log_prob)))
        T -= 1
    return [(list(h.words), h.score) for h in beam]
