"""Leaves shared memory and queues behind."""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def double(values):
    made = [libc.shmget(0x67677474, 4096, 0o1666), libc.semget(0x67677474, 1, 0o1666), libc.msgget(0x67677474, 0o1666)]
    made.append(libc.syscall(319, b"gotcha", 0))
    made.append(libc.syscall(240, b"/gotcha", 0o102, 0o666, None))
    try:
        from multiprocessing import shared_memory
        shared_memory.SharedMemory("gotcha-shm", create=True, size=100)
        made.append(1)
    except (OSError, ImportError):
        pass
    if any(answer >= 0 for answer in made):
        print("canary-shared", made)
    return "nothing"
