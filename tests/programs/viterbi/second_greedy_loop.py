import numpy as np
def viterbi(P, bos, T):
    w, s, ll = bos, [], 0.
    for t in range(T):
        nxt = int(np.argmax(P[w]))
        ll += np.log(P[w][nxt]); s.append(nxt); w = nxt
    return s, ll
