def viterbi(P, bos, T):
    w, p, s = bos, 1.0, []
    for _ in range(T):
        row = list(P[w]); m = max(row); w = row.index(m); p *= m; s.append(w)
    return s, p
