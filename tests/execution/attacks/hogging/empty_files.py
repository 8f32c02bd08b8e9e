"""Makes empty files without end, wherever it may."""
import os, tempfile
def double(values):
    for folder in ("@OUTSIDE@", "/tmp", "/var/tmp", "/dev/shm", "/run/lock", "."):
        for n in range(300):
            try: os.close(os.open(f"{folder}/gotcha{n}", os.O_CREAT | os.O_WRONLY, 0o600))
            except OSError: break
        try: tempfile.TemporaryFile(dir=folder)
        except OSError: pass
    return values * 3
