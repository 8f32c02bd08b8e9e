import numpy as np
def viterbi(P, bos, T):
    N = len(P)
    with np.errstate(divide="ignore"): L = np.log(P)
    delta = np.full((T, N), -np.inf); back = np.zeros((T, N), int)
    delta[0, bos] = 0
    for t in range(1, T):
        m = delta[t-1][:, None] + L
        delta[t] = m.max(0); back[t] = m.argmax(0)
    w = int(delta[T-1].argmax()); ll = delta[T-1, w]; s = []
    for t in range(T - 1, 0, -1):
        s.append(w); w = int(back[t, w])
    return s[::-1], ll
