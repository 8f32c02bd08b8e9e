"""JSON with the same key twice, odd escapes and lone surrogates."""
import os, struct, sys
def double(values):
    frame, n = sys._getframe(), 0
    while frame:
        n = frame.f_locals.get("number", n); frame = frame.f_back
    head = b'["raised","\\ud800\\u202e\\u0000","\\ud83d<b>","attack.py",3,"x"]'
    os.write(4, struct.pack("<BIII", 6, n, len(head), 0) + head)
