def viterbi(P, bos, T):
    w, p = [], 1.0
    for _ in range(T):
        row = P[w[-1] if w else bos]
        w.append(int(row.argmax())); p *= row.max()
    return w, p
