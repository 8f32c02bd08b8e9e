"""Maps memory it does not touch, then touches all."""
import mmap
def double(values):
    kept = []
    try:
        while True:
            m = mmap.mmap(-1, 64 << 20); kept.append(m)
            for at in range(0, 64 << 20, 4096): m[at] = 1
    except (OSError, ValueError, MemoryError):
        pass
    return len(kept) * 1.0 + 99
