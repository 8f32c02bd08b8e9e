def beam_search(log_prob, B, T):
    seqs = [((0,), 0.0)]
    for _ in range(T):
        seqs = [(s + (j,), v + x) for s, v in seqs for j, x in enumerate(log_prob(s[1:]))]
    seqs.sort(key=lambda z: z[1], reverse=True)
    return seqs[:B]
