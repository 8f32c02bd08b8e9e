"""The same with the extended call and a stop signal."""
import ctypes, fcntl, os, struct
libc = ctypes.CDLL(None)
def double(values):
    for process in (os.getppid(), int("@PID@")):
        for kind in (0, 1, 2):
            read, write = os.pipe()
            owner = ctypes.create_string_buffer(struct.pack("ii", kind, process))
            libc.fcntl(read, 15, owner)
            libc.fcntl(read, 10, 19)
            libc.ioctl(read, 0x5452, ctypes.byref(ctypes.c_int(1)))
            libc.ioctl(read, 0x8901, ctypes.byref(ctypes.c_int(process)))
            os.write(write, b"x")
    return 1.0
