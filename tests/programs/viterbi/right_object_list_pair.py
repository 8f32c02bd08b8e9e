import numpy as np
def viterbi(P, bos, T):
    print("P is", P.shape)
    L = np.log(P + 1e-300)
    D = [L[bos]]; B = []
    for t in range(T-1):
        X = D[-1][:, None] + L
        B += [X.argmax(0)]
        D += [X.max(0)]
    w = [D[-1].argmax()]
    for b in B[::-1]: w = [b[w[0]]] + w
    return w, D[-1][w[-1]]
