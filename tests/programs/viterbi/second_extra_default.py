import numpy as np
def viterbi(P, bos, T, verbose=False):
    with np.errstate(divide="ignore"): L = np.log(P)
    d = L[bos]; ptr = []
    for _ in range(T - 1):
        m = d[:, None] + L; ptr.append(m.argmax(0)); d = m.max(0)
    w = int(d.argmax()); ll = d[w]; s = [w]
    while ptr: w = int(ptr.pop()[w]); s.append(w)
    return s[::-1], ll
if __name__ == "__main__":
    viterbi(np.eye(3), 0, 1, verbose=True); input("press enter")
