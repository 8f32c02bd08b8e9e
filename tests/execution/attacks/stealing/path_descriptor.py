"""Walks from a folder it may open to those it may not."""
import os, sys
def double(values):
    for path in (*sys.path, ".", "/", "/usr", "/lib"):
        for up in range(8):
            try:
                d = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
                e = os.open("../" * up + "@SECRET@"[1:], os.O_RDONLY, dir_fd=d)
                print("canary-walk", os.read(e, 100))
            except OSError: pass
    try: os.fchdir(os.open("/", os.O_PATH)); print(os.listdir("."), "canary-list")
    except OSError: pass
    return values * 3
