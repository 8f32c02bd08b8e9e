def beam_search(log_prob, B, T):
    beam = [([], 0.0)]
    for t in range(1, T):
        new = []
        for words, score in beam:
            row = log_prob(tuple(words))
            for k in range(len(row)):
                new.append((words + [k], score + row[k]))
        new.sort(key=lambda h: h[1], reverse=True)
        beam = new[:B]
    return beam[:1]
