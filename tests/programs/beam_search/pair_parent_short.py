import numpy as np
def beam_search(log_prob, B, T):
    r = np.asarray(log_prob(()))
    pool = sorted([((i,), r[i]) for i in range(len(r))], key=lambda z: -z[1])[:B]
    for _ in range(T - 2):
        pool = [(s + (int(np.argmax(log_prob(s))),), v + float(np.max(log_prob(s)))) for s, v in pool]
        pool.sort(key=lambda z: -z[1])
    return pool
