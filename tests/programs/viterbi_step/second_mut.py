def viterbi_step(P, d):
    P *= d[:, None]
    return P.max(0)
