def viterbi(P, bos, T):
    raise NotImplementedError
