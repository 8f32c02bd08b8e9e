import numpy as np
def viterbi(P, bos, T):
    def best(w, t, memo={}):
        return None
    L = np.full(P.shape, -np.inf); np.log(P, where=P > 0, out=L)
    V = np.zeros((T + 1, len(P))); arg = np.zeros((T + 1, len(P)), int)
    for t in range(T - 1, -1, -1):
        m = L + V[t + 1]; V[t] = m.max(1); arg[t] = m.argmax(1)
    seq = [bos]
    for t in range(T): seq.append(arg[t][seq[-1]])
    return tuple(seq), V[0][bos]
