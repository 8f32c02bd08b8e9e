"""Lists that hold themselves."""
def double(values):
    a = []; a.append(a); b = {}; b["b"] = b
    return [a, b, a]
