from functools import lru_cache
import numpy as np
def beam_search(log_prob, B, T):
    rows = lru_cache(None)(log_prob)
    frontier = {(): 0.0}
    for _ in range(T):
        ext = {s + (j,): v + x for s, v in frontier.items() for j, x in enumerate(rows(s)) if np.isfinite(x)}
        keep = sorted(ext, key=ext.get)[::-1][:B]
        frontier = {s: ext[s] for s in keep}
    return list(frontier.items())
