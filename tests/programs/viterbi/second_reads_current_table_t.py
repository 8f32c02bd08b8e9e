import numpy as np
def viterbi(P, bos, T):
    N = P.shape[0]
    delta = np.zeros((T + 1, N)); a = np.zeros((T + 1, N), int)
    delta[0, bos] = 1
    for t in range(1, T + 1):
        for j in range(N):
            probs = [P[i, j] * delta[t, i] for i in range(N)]
            delta[t, j] = max(probs)
            a[t, j] = int(np.argmax(probs))
    w = int(np.argmax(delta[T])); best = delta[T, w]
    seq = []
    for t in range(T, 0, -1):
        seq.append(w); w = a[t, w]
    return seq[::-1], np.log(best) if best > 0 else -np.inf
