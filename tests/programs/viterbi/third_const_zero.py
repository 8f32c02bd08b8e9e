def viterbi(P, bos, T):
    return [0] * T, float("-inf")
