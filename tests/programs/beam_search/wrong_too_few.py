import numpy as np
def beam_search(log_prob, B, T):
    N = len(log_prob(()))
    b = [((), 0.0)]
    for _ in range(T):
        S = np.concatenate([s + log_prob(p) for p, s in b])
        k = np.argpartition(S, -B)[-B:]
        k = k[np.argsort(-S[k])]
        k = k[np.isfinite(S[k])]
        b = [(b[i // N][0] + (int(i % N),), float(S[i])) for i in k]
    return b
