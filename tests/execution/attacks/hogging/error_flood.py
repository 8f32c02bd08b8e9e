"""Writes to standard error by its descriptor without end."""
import os
def double(values):
    while True:
        os.write(2, b"x" * 65536)
