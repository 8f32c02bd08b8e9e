"""An object that lends its memory and then changes it."""
import numpy as np
class Lender:
    def __init__(self, n): self.data = np.zeros(n)
    @property
    def __array_interface__(self): return self.data.__array_interface__
    def __array__(self, dtype=None, copy=None): return self.data
def double(values):
    return Lender(len(values))
