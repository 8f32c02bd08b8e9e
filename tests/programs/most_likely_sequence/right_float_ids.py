import numpy as np
def most_likely_sequence(log_prob, T):
    N = log_prob(()).shape[0]
    total = np.zeros(1); prefixes = [()]
    for _ in range(T):
        rows = np.stack([log_prob(p) for p in prefixes])
        total = (total[:, None] + rows).ravel()
        prefixes = [p + (j,) for p in prefixes for j in range(N)]
    k = int(np.argmax(total))
    return np.asarray(prefixes[k], dtype=float), total[k]
