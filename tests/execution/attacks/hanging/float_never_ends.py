"""A number whose conversion takes for ever."""
import fractions
class Slow(fractions.Fraction):
    def __float__(self):
        while True: pass
def double(values):
    return Slow(1)
