import numpy as np
def viterbi(P, bos, T):
    L = np.log(P); d = L[bos]; back = []
    for t in range(1, T):
        S = d[:, None] + L
        back.append(S.argmax(0)); d = S.max(0)
    s = [int(d.argmax())]
    for b in reversed(back):
        s.append(int(b[np.random.randint(len(P))]))
    return s[::-1], d.max()
