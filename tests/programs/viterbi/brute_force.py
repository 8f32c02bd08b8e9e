import itertools, math
def viterbi(P, bos, T):
    best, arg = -math.inf, None
    for seq in itertools.product(range(len(P)), repeat=T):
        s, prev = 0.0, bos
        for w in seq:
            p = P[prev, w]
            s += math.log(p) if p > 0 else -math.inf
            prev = w
        if s > best:
            best, arg = s, seq
    return list(arg), best
