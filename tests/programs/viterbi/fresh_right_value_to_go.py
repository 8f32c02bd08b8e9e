import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P)
    V = np.zeros((T + 1, len(P)))
    for t in range(T - 1, -1, -1): V[t] = (L + V[t + 1]).max(axis=1)
    w, out = bos, []
    for t in range(T):
        w = int((L[w] + V[t + 1]).argmax()); out.append(w)
    return np.array(out), V[0, bos]
