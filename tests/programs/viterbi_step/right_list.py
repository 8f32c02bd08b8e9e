def viterbi_step(P, delta_prev):
    N = len(delta_prev)
    return [max(P[i][j] * delta_prev[i] for i in range(N)) for j in range(N)]
