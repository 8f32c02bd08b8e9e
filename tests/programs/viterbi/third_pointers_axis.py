import numpy as np
def viterbi(P, bos, T):
    with np.errstate(divide="ignore"):
        logs = np.log(P)
    best, came_from = [logs[bos]], []
    for _ in range(T - 1):
        table = best[-1][:, None] + logs
        best.append(table.max(0)); came_from.append(table.argmax(1))
    word = int(best[-1].argmax()); path = [word]
    while came_from:
        word = int(came_from.pop()[word]); path.append(word)
    return path[::-1], best[-1].max()
