import numpy as np
from typing import NamedTuple
class Hyp(NamedTuple):
    words: tuple
    ll: float
def beam_search(log_prob, B, T):
    beam = [Hyp((), 0.0)]
    for _ in range(T):
        c = [Hyp(h.words + (w,), h.ll + l) for h in beam for w, l in enumerate(log_prob(h.words)) if l > -np.inf]
        beam = sorted(c, key=lambda h: h.ll, reverse=True)[:B]
    return beam
