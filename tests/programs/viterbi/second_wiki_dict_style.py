import math
def viterbi(P, bos, T):
    states = list(range(P.shape[0]))
    def lg(x): return math.log(x) if x > 0 else -math.inf
    V = [{}]
    for st in states:
        V[0][st] = {"prob": lg(P[bos][st]), "prev": None}
    for t in range(1, T):
        V.append({})
        for st in states:
            max_tr_prob = V[t - 1][states[0]]["prob"] + lg(P[states[0]][st])
            prev_st_selected = states[0]
            for prev_st in states[1:]:
                tr_prob = V[t - 1][prev_st]["prob"] + lg(P[prev_st][st])
                if tr_prob > max_tr_prob:
                    max_tr_prob = tr_prob
                    prev_st_selected = prev_st
            V[t][st] = {"prob": max_tr_prob, "prev": prev_st_selected}
    opt = []
    max_prob = -math.inf
    best_st = states[0]
    for st, data in V[-1].items():
        if data["prob"] > max_prob:
            max_prob = data["prob"]
            best_st = st
    opt.append(best_st)
    previous = best_st
    for t in range(len(V) - 2, -1, -1):
        opt.insert(0, V[t + 1][previous]["prev"])
        previous = V[t + 1][previous]["prev"]
    return opt, max_prob
