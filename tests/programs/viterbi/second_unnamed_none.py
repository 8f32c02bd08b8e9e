def viterbi(P, bos, T):
    pass
