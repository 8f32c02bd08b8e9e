def viterbi_step(P, delta_prev):
    return delta_prev @ P
