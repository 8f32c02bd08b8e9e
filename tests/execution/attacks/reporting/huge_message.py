"""An exception with a message of 50 MB."""
def double(values):
    raise ValueError("x" * (50 << 20))
