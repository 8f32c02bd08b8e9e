"""Opens sockets by raw calls, the second numbering and io_uring included."""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    made = [libc.syscall(number, 2, 1, 0) for number in (41, 198)]
    pair = (ctypes.c_int * 2)()
    made.append(libc.syscall(53, 1, 1, 0, pair))
    made.append(libc.syscall(425, 8, ctypes.create_string_buffer(120)))
    if any(answer >= 0 for answer in made):
        print("canary-socket", made)
    return "nothing"
