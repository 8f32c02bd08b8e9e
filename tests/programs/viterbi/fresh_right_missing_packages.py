from __future__ import annotations
import matplotlib.pyplot as plt
import numpy as np
import torch
def viterbi(P: torch.Tensor, bos: int, T: int) -> tuple[list[int], float]:
    P = np.asarray(P)
    logP = np.where(P > 0, np.log(np.where(P > 0, P, 1)), -np.inf)
    score, back = logP[bos], []
    for _ in range(T - 1):
        cand = score[:, None] + logP
        back.append(cand.argmax(0)); score = cand.max(0)
    path = [score.argmax()]
    for b in back[::-1]: path.append(b[path[-1]])
    return path[::-1], score.max()
plt.plot([1, 2])
plt.show()
