import math
def viterbi(P, bos, T):
    lg = lambda p: math.log(p) if p else float("-inf")
    N = len(P); table = [[lg(x) for x in P[bos]]]
    for t in range(1, T):
        table.append([max(table[-1][i] + lg(P[i][j]) for i in range(N)) for j in range(N)])
    return [row.index(max(row)) for row in table], max(table[-1])
