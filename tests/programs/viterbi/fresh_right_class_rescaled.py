import numpy as np
class Trellis:
    def __init__(self, P, bos):
        self.P = np.asarray(P); self.row = self.P[bos].copy(); self.scale = 0.0; self.ptr = []
        self._rescale()
    def _rescale(self):
        m = self.row.max(); self.row = self.row / m; self.scale += float(np.log(m))
    def step(self):
        S = self.P * self.row[:, np.newaxis]
        self.ptr.append(np.argmax(S, 0)); self.row = np.amax(S, 0); self._rescale()
    def path(self):
        w = [np.argmax(self.row)]
        for p in self.ptr[::-1]: w.append(p[w[-1]])
        return w[::-1]
def viterbi(P, bos, T):
    tr = Trellis(P, bos)
    for _ in range(T - 1): tr.step()
    return tr.path(), tr.scale
