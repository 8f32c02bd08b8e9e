import numpy as np
def viterbi(P, bos, T):
    # value-to-go
    with np.errstate(divide='ignore'):
        L = np.log(P)
    V = np.zeros(len(P))
    choice = []
    for _ in range(T):
        Q = L + V[None, :]
        choice.append(Q.argmax(1))
        V = Q.max(1)
    w, s = bos, []
    for c in choice[::-1]:
        w = int(c[w])
        s.append(w)
    return s, V[bos]
