"""Closes every descriptor it has."""
import os
def double(values):
    os.closerange(0, 1000)
    return values * 3
