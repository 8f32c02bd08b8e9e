import numpy as np
print("loading solutions")
class Decoder:
    def __init__(self, P):
        with np.errstate(divide="ignore"):
            self.L = np.log(P)
        self.trellis = []
    def step(self, d):
        m = d.reshape(-1, 1) + self.L
        self.trellis.append(np.argmax(m, axis=0))
        return np.max(m, axis=0)
    def run(self, bos, T):
        d = np.full(len(self.L), -np.inf); d[bos] = 0
        for t in range(T):
            d = self.step(d)
            print("step", t, d)
        w = int(np.argmax(d)); best = d[w]
        seq = []
        for ptr in self.trellis[::-1]:
            seq.insert(0, w)
            w = int(ptr[w])
        return seq, best
def viterbi(P, bos, T):
    return Decoder(P).run(bos, T)
