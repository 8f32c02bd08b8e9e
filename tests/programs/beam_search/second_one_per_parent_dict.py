def beam_search(log_prob, B, T):
    beam = {(): 0.0}
    for t in range(T):
        best = {}
        for s, l in beam.items():
            for j, x in enumerate(log_prob(s)):
                if x == float("-inf"): continue
                key = s if t else (j,)
                if key not in best or l + x > best[key][1]:
                    best[key] = (s + (j,), l + x)
        beam = dict(sorted(best.values(), key=lambda z: -z[1])[:B])
    return sorted(beam.items(), key=lambda z: -z[1])
