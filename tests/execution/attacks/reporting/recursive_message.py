"""An exception whose text, notes and causes never end."""
class Endless(Exception):
    def __str__(self): return "x" * (1 << 22)
    @property
    def __notes__(self): return self
    def __iter__(self):
        while True: yield "n"
    @property
    def __traceback__(self): raise self
def double(values):
    error = Endless(); error.__cause__ = error
    raise error
