def beam_search(log_prob, B, T):
    sequences = [[[], 0.0]]
    for _ in range(T):
        allc = []
        for seq, score in sequences:
            for j, lp in enumerate(log_prob(tuple(seq))):
                if lp == -float("inf"): continue
                allc.append([seq + [j], score - lp])
        allc.sort(key=lambda c: c[1], reverse=True)
        sequences = allc[:B]
    return [(s, -c) for s, c in sequences]
