"""Answers with kinds that only come before, or that do not exist."""
import os, struct, sys
def number():
    frame = sys._getframe()
    while frame:
        if "number" in frame.f_locals: return frame.f_locals["number"]
        frame = frame.f_back
    return 0
def double(values):
    n = number()
    for kind in (3, 4, 5, 7, 8, 0, 255):
        os.write(4, struct.pack("<BIII", kind, n, 2, 0) + b"[]")
    return [7.0]
