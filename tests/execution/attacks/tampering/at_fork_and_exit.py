"""Handlers for forks, exits and signals, which must reach nobody else."""
import atexit, os, signal
os.register_at_fork(after_in_child=lambda: print("canary-fork"))
atexit.register(lambda: print("canary-exit"))
for number in range(1, 32):
    try: signal.signal(number, lambda *a: print("canary-signal"))
    except (OSError, ValueError): pass
def double(values):
    raise SystemExit(0)
