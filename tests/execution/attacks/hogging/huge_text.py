"""Gives back more text than anybody wants."""
def double(values):
    return "x" * (100 << 20)
