"""Makes links to the secret where somebody else may follow them."""
import os
def double(values):
    for folder in ("@OUTSIDE@", "/tmp", "/dev/shm", "."):
        for make in (os.symlink, os.link):
            try:
                make("@SECRET@", os.path.join(folder, "gotcha-link"))
            except OSError:
                pass
    return "nothing"
