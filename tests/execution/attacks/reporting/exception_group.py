"""A chain of exceptions without end."""
def double(values):
    error = ValueError("first")
    for _ in range(10000):
        following = ValueError("next")
        following.__cause__ = following.__context__ = error
        error = following
    error.__traceback__ = None
    raise error
