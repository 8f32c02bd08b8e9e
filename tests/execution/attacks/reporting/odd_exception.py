"""An exception class with a name and a module that are lies."""
Odd = type("Passed\n\x1b[2J" + "x" * 10000, (BaseException,), {"__module__": "grader", "__str__": lambda self: 1 / 0})
def double(values):
    raise Odd
