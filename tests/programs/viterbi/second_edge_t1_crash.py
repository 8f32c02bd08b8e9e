import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"): L = np.log(P)
    delta = np.zeros((T, len(P))); ptr = np.zeros((T, len(P)), int)
    delta[0] = L[bos]; m = delta[0][:, None] + L
    delta[1] = m.max(0); ptr[1] = m.argmax(0)
    for t in range(2, T):
        m = delta[t-1][:, None] + L; delta[t] = m.max(0); ptr[t] = m.argmax(0)
    w = int(delta[-1].argmax()); ll = delta[-1][w]; s = [w]
    for t in range(T-1, 0, -1): w = int(ptr[t][w]); s.append(w)
    return s[::-1], ll
