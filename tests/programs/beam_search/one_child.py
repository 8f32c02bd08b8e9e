def beam_search(log_prob, B, T):
    row = log_prob(())
    beam = sorted([((j,), row[j]) for j in range(len(row)) if row[j] > float('-inf')], key=lambda x: -x[1])[:B]
    for _ in range(T - 1):
        new = []
        for p, s in beam:
            r = log_prob(p)
            w = int(r.argmax())
            if r[w] > float('-inf'):
                new.append((p + (w,), s + r[w]))
        beam = sorted(new, key=lambda x: -x[1])
    return beam
