"""Writes to its own read-only memory through the file of its memory."""
import os
def double(values):
    for path in ("/proc/self/mem", "/proc/thread-self/mem", f"/proc/{os.getpid()}/mem"):
        try:
            with open(path, "r+b") as f: print("canary", f.read(1))
        except OSError: pass
    return values
