import numpy as np
def viterbi(P, bos, T):
    L = np.where(P > 0, np.log(np.maximum(P, 1e-300)), -np.inf)
    D = [L[bos]]
    for t in range(1, T):
        D.append(np.max(D[-1][:, np.newaxis] + L, axis=0))
    words = np.argmax(np.array(D), axis=1)
    return words.tolist(), float(np.max(D[-1]))
