def viterbi(P, bos, T):
    return [len(P) - 1] * T, float("-inf")
