"""Prints bytes that are no text."""
import os
def double(values):
    os.write(1, bytes(range(256)) * 10)
    return [7.0]
