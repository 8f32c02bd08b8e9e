def viterbi_step(P, delta_prev):
    return (P * delta_prev[:, None]).sum(axis=1)
