def viterbi_step(P, d): return (P * d).max(axis=1)
