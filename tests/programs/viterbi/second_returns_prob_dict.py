import numpy as np
def viterbi(P, bos, T):
    V = {t: {} for t in range(T)}
    path = {}
    for y in range(len(P)):
        V[0][y] = P[bos, y]; path[y] = [y]
    for t in range(1, T):
        newpath = {}
        for y in range(len(P)):
            prob, state = max((V[t-1][y0] * P[y0, y], y0) for y0 in range(len(P)))
            V[t][y] = prob; newpath[y] = path[state] + [y]
        path = newpath
    prob, state = max((V[T-1][y], y) for y in range(len(P)))
    return path[state], prob
