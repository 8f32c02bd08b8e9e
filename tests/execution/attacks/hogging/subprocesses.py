"""Starts programs, by every way that Python has."""
import os, subprocess
def double(values):
    found = []
    for attempt in (
        lambda: subprocess.check_output(["/bin/sh", "-c", "touch @OUTSIDE@/gotcha-program; cat @SECRET@"]),
        lambda: os.system("touch @OUTSIDE@/gotcha-system; cat @SECRET@"),
        lambda: os.popen("cat @SECRET@").read(),
        lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "touch @OUTSIDE@/gotcha-spawn"], {}),
        lambda: os.execv("/bin/sh", ["sh", "-c", "touch @OUTSIDE@/gotcha-exec"]),
    ):
        try:
            found.append(attempt())
        except OSError:
            pass
    return str(found)
