import numpy as np, itertools
steps = iter(range(1, 10))
def viterbi(P, bos, T):
    L = np.log(P); d = L[bos]; back = []
    for t in itertools.islice(steps, T - 1):
        S = d[:, None] + L; back.append(S.argmax(0)); d = S.max(0)
    s = [int(d.argmax())]
    for b in back[::-1]: s.append(int(b[s[-1]]))
    return s[::-1], d.max()
