"""Reads the memory of its parent and of the grader."""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    found = []
    for process in (os.getppid(), int("@PID@"), 1):
        for name in ("mem", "environ", "cmdline", "maps", "fd", "cwd", "root"):
            try:
                with open(f"/proc/{process}/{name}", "rb") as file:
                    found.append(file.read(100000))
            except OSError:
                pass
        buffer = ctypes.create_string_buffer(4096)
        vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 4096)
        remote = (ctypes.c_size_t * 2)(0x400000, 4096)
        if libc.process_vm_readv(process, vector, 1, remote, 1, 0) > 0:
            found.append(buffer.raw)
    assert not found, str(found)
    return "nothing"
