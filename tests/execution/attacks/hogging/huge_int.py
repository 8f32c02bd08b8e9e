"""Gives back an int of ten million digits."""
def double(values):
    return 1 << 33_000_000
