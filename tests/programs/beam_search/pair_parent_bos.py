import numpy as np
def beam_search(log_prob, B, T):
    r = log_prob(())
    live = [(["<BOS>", int(i)], float(r[i])) for i in np.argsort(r)[::-1][:B]]
    for _ in range(T - 1):
        for n in range(len(live)):
            s, v = live[n]
            r = log_prob(tuple(s[1:]))
            j = int(r.argmax())
            live[n] = (s + [j], v + r[j])
    return sorted(live, key=lambda q: q[1], reverse=True)
