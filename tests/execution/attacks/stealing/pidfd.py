"""Takes descriptors out of other processes."""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    for process in (os.getppid(), int("@PID@")):
        handle = libc.syscall(434, process, 0)
        for number in range(40):
            got = libc.syscall(438, handle, number, 0) if handle >= 0 else -1
            if got >= 0:
                print("canary-descriptor")
    return "nothing"
