path = []
import numpy as np
def viterbi(P, bos, T):
    global path
    L = np.log(P); d = L[bos]; back = []
    for _ in range(T - 1):
        S = d[:, None] + L
        back.append(S.argmax(0)); d = S.max(0)
    w = int(d.argmax()); path.append(w)
    for b in back[::-1]:
        w = int(b[w]); path.append(w)
    return path[::-1], d.max()
