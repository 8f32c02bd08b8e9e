def viterbi_step(P, d): return P.max(axis=0)
