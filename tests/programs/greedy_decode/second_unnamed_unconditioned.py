def greedy_decode(log_prob, T):
    r = log_prob(()); w = int(r.argmax())
    return [w] * T, T * r[w]
