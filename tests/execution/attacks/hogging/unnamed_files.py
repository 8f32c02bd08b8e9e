"""Files without a name, and memory as a file."""
import os, mmap
def double(values):
    for folder in ("@OUTSIDE@", "/tmp", "/dev/shm"):
        try: print("canary-unnamed", os.open(folder, os.O_TMPFILE | os.O_RDWR))
        except OSError: pass
    try: print("canary-memfd", os.memfd_create("gotcha"))
    except OSError: pass
    shared = mmap.mmap(-1, 1 << 20)
    return values * 3
