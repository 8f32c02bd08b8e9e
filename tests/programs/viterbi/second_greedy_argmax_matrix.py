import numpy as np
def viterbi(P, bos, T):
    nxt = P.argmax(axis=1); best = np.log(P.max(axis=1))
    seq = []; total = 0; cur = bos
    while len(seq) < T:
        total += best[cur]; cur = nxt[cur]; seq.append(cur)
    return seq, total
