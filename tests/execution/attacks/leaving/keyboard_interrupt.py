"""Raises what a careless loop takes for the user's own wish to stop."""
def double(values):
    raise KeyboardInterrupt
