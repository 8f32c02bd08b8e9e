"""Looks at every process and at the kernel's lists."""
import os
def double(values):
    found = []
    for n in (*range(1, 400), os.getppid(), int("@PID@"), "sys/kernel"):
        if n == os.getpid(): continue
        for name in ("environ", "cmdline", "maps", "status", "stat", "task", "fd/3", "cwd", "root", "exe", "net/tcp"):
            try: found.append(open(f"/proc/{n}/{name}", "rb").read(2000))
            except OSError: pass
            try: found.append(os.readlink(f"/proc/{n}/{name}").encode())
            except OSError: pass
    if found: print("canary-proc", found[:3])
    return values * 3
