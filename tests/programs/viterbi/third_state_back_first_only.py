import numpy as np
back = np.zeros((300, 30), int)
filled = False
def viterbi(P, bos, T):
    global filled
    L = np.log(P); d = L[bos]
    for t in range(1, T):
        S = d[:, None] + L
        if not filled:
            back[t, :len(P)] = S.argmax(0)
        d = S.max(0)
    filled = True
    s = [int(d.argmax())]
    for t in range(T - 1, 0, -1):
        s.append(int(back[t, s[-1]]))
    return s[::-1], d.max()
