import numpy as np
def viterbi(P, bos, T):
    d = P[bos].copy(); back = []; scale = 0.0
    for t in range(1, T):
        back.append((d[:, None] * P).argmax(0))
        d = d @ P
        s = d.sum(); scale += np.log(s); d = d / s
    w = int(d.argmax()); seq = [w]
    ll = np.log(d[w]) + scale
    for b in back[::-1]:
        w = int(b[w]); seq.append(w)
    return seq[::-1], ll
