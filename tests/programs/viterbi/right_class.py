import numpy as np
class Viterbi:
    def __init__(self, P):
        with np.errstate(all='ignore'):
            self.logP = np.log(np.asarray(P))
        self.N = len(P)
    def forward(self, bos, T):
        self.delta = [self.logP[bos]]
        self.a = []
        for t in range(1, T):
            s = self.delta[-1].reshape(-1, 1) + self.logP
            self.a.append(s.argmax(axis=0))
            self.delta.append(s.max(axis=0))
    def backward(self):
        w = [self.delta[-1].argmax()]
        for a in reversed(self.a):
            w.append(a[w[-1]])
        return w[::-1]
    def __call__(self, bos, T):
        self.forward(bos, T)
        return self.backward(), self.delta[-1].max()
def viterbi(P, bos, T):
    return Viterbi(P)(bos, T)
