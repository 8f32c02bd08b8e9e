"""Makes folders, renames, removes and opens up what it can reach."""
import os, shutil
def double(values):
    for action in (
        lambda: os.mkdir("@OUTSIDE@/gotcha-folder"),
        lambda: os.rename("@OUTSIDE@", "@OUTSIDE@-gotcha"),
        lambda: shutil.rmtree("@FOLDER@"),
        lambda: os.chmod("@OUTSIDE@", 0o000),
        lambda: os.remove("@READABLE@"),
        lambda: os.truncate("@READABLE@", 0),
        lambda: os.utime("@READABLE@", (0, 0)),
        lambda: os.mkfifo("@OUTSIDE@/gotcha-pipe"),
        lambda: os.mknod("@OUTSIDE@/gotcha-node"),
    ):
        try:
            action()
        except OSError:
            pass
    return "nothing"
