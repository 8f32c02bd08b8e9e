"""An array whose sizes multiply to something else than its bytes."""
import os, struct, sys
def double(values):
    frame, n = sys._getframe(), 0
    while frame:
        n = frame.f_locals.get("number", n); frame = frame.f_back
    for shape in ("[1073741824,1073741824,0]", "[-1,-3]", "[3,true]", "[1e3]", "[0]"):
        head = ('["returned",["a","<f8",%s],[]]' % shape).encode()
        os.write(4, struct.pack("<BIII", 6, n, len(head), 0) + head)
