def viterbi(P, bos, T):
    seq = [bos] * T
