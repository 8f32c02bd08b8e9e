import numpy as np
def viterbi(P, bos, T):
    w, ll, cur = [], 0.0, bos
    for _ in range(T):
        nxt = int(P[cur].argmax())
        ll += np.log(P[cur, nxt])
        w.append(nxt); cur = nxt
    return w, ll
