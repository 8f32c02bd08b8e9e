"""An answer with nonsense, or the beginning of four gigabytes, behind it."""
import json, os, struct, sys
def double(values):
    frame, n = sys._getframe(), 0
    while frame:
        n = frame.f_locals.get("number", n); frame = frame.f_back
    head = b'["returned",["l",[9.0]],[]]'
    os.write(4, struct.pack("<BIII", 6, n, len(head), 0) + head + struct.pack("<BIII", 6, n + 1, 1 << 31, 1 << 31) + b"x" * 3000)
    while True: pass
