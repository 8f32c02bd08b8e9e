from __future__ import annotations
import numpy as np
import numpy.typing as npt
def _safe_log(p: npt.NDArray) -> npt.NDArray:
    out = np.full(p.shape, -np.inf)
    np.log(p, out=out, where=p > 0)
    return out
def viterbi(P: npt.NDArray, bos: int, T: int) -> tuple[list[int], float]:
    logP = _safe_log(np.asarray(P))
    delta = logP[bos]
    back: list[npt.NDArray] = []
    for _ in range(T - 1):
        scores = delta[:, None] + logP
        back.append(scores.argmax(0))
        delta = scores.max(0)
    j = int(delta.argmax())
    ll = float(delta[j])
    seq = [j]
    for b in reversed(back):
        j = int(b[j])
        seq.append(j)
    return seq[::-1], ll
