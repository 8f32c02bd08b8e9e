"""Attaches to its parent and to the grader as a debugger."""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    results = [libc.ptrace(16, process, 0, 0) for process in (os.getppid(), int("@PID@"))]
    if 0 in results:
        print("canary-attached")
    return str(results)
