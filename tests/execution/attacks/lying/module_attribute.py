"""A function whose signature and name are lies that run code."""
class Odd:
    @property
    def __signature__(self):
        return open("@SECRET@").read()
    __name__ = property(lambda self: open("@SECRET@").read())
    def __call__(self, values):
        return values * 3
double = Odd()
