"""Every way to a file's name, mode, owner, time, place that the library has."""
import os
got = []
for path in ("@OUTSIDE@", "@READABLE@", "@FOLDER@", "@SECRET@"):
    for name, args in (("chmod", (0o700,)), ("lchmod", (0o700,)), ("utime", ((1, 1),)), ("truncate", (0,)), ("remove", ()), ("rename", ("@OUTSIDE@/gotcha",)),
                       ("link", ("@OUTSIDE@/gotcha",)), ("symlink", ("@OUTSIDE@/gotcha",)), ("setxattr", (b"user.x", b"1")), ("chown", (0, 0)), ("mkfifo", ()), ("listdir", ()), ("open", (os.O_RDWR | os.O_CREAT,))):
        try: got.append((name, path, getattr(os, name)(path, *args)))
        except Exception: pass
for name in ("gotcha",):
    for f in (os.mkdir, os.mkfifo, os.mknod, lambda p: os.open(p, os.O_CREAT | os.O_WRONLY), lambda p: os.open("@OUTSIDE@", 0o20200000 | os.O_RDWR)):
        for folder in ("@OUTSIDE@", "/tmp", "/dev/shm", "/var/tmp", ".", "/run"):
            try: got.append((f(f"{folder}/{name}"), folder))
            except OSError: pass
if got: print("canary", got)
def double(values): return [9.0]
