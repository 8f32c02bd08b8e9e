def viterbi(P, bos, T):
    while True:
        pass
