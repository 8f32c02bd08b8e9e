"""A type whose name takes for ever, as an exception."""
class Meta(type):
    @property
    def __name__(cls):
        while True: pass
class Odd(Exception, metaclass=Meta): pass
def double(values):
    raise Odd
