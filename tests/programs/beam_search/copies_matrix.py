import numpy as np
def beam_search(log_prob, B, T):
    seqs = [()] * B; l = np.zeros(B)
    for t in range(T):
        S = np.array([l[b] + log_prob(seqs[b]) for b in range(B)])
        idx = np.argsort(S.ravel())[::-1][:B]
        seqs = [seqs[i // S.shape[1]] + (int(i % S.shape[1]),) for i in idx]
        l = S.ravel()[idx]
    return list(zip(seqs, l))
