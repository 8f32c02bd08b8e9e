"""Finalisers, weak references, generators and exit handlers that answer later calls."""
import atexit, gc, os, struct, sys, threading, weakref
def late(*_):
    head = b'["returned",["l",[9.0]],[]]'
    for n in range(60):
        try: os.write(4, struct.pack("<BIII", 6, n, len(head), 0) + head)
        except OSError: pass
class C:
    def __del__(self): late()
atexit.register(late); c = [C()]; c.append(c)
def g():
    try: yield
    finally: late()
it = g(); next(it); w = weakref.finalize(C, late)
sys.unraisablehook = late; sys.excepthook = late; sys.addaudithook(lambda e, a: late() if e == "gc.test" else None)
def double(values):
    global c, it
    c = it = None; gc.collect()
    return [9.0]
