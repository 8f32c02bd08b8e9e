"""Opens files until no descriptor is left."""
import os
def double(values):
    kept = []
    try:
        while True:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    return values * 3
