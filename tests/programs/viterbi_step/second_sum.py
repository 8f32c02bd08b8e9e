def viterbi_step(P, d): return d @ P
