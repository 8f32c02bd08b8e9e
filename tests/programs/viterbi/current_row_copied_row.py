import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        lp = np.log(P)
    rows = [lp[bos].copy()]
    back = []
    for t in range(1, T):
        row = rows[-1].copy()
        b = []
        for j in range(len(P)):
            cand = [row[i] + lp[i][j] for i in range(len(P))]
            row[j] = max(cand)
            b.append(cand.index(max(cand)))
        rows.append(row)
        back.append(b)
    seq = [int(np.argmax(rows[-1]))]
    for b in back[::-1]:
        seq = [b[seq[0]]] + seq
    return seq, max(rows[-1])
