import math
def viterbi(P, bos, T):
    prob = 1
    seq = [bos]
    for t in range(T):
        row = list(P[seq[-1]])
        prob *= max(row)
        seq.append(row.index(max(row)))
    return seq[1:], math.log(prob)
