"""Reads through the import system, resources and linecache."""
import importlib.util, importlib.machinery, linecache, pkgutil, runpy, sys, zipimport
def double(values):
    found = []
    for path in ("@SECRET@", "@READABLE@", "@REPOSITORY@/reference/answers.py", "@REPOSITORY@/assignment.yaml", "/etc/passwd"):
        for read in (
            lambda: linecache.getlines(path),
            lambda: importlib.machinery.SourceFileLoader("x", path).get_data(path),
            lambda: runpy.run_path(path),
            lambda: open(path).read(),
            lambda: __import__("numpy").fromfile(path, "u1"),
            lambda: __import__("numpy").memmap(path, "u1", "r"),
            lambda: __import__("ctypes").CDLL(path),
            lambda: __import__("tokenize").open(path).read(),
        ):
            try:
                got = read()
                if got is not None and len(got): found.append(str(got)[:200])
            except Exception: pass
    sys.path.insert(0, "@REPOSITORY@")
    for name in ("reference", "reference.answers", "reference.mistakes", "grader.checks.code", "grader.assignment"):
        sys.modules.pop(name, None)
        try: __import__(name); found.append(name)
        except BaseException: pass
    if found: print("canary-import", found)
    return values * 3
