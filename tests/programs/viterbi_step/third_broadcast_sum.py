def viterbi_step(P, delta_prev):
    return (P * delta_prev).sum(axis=0)
