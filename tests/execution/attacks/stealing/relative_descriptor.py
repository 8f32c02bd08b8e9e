"""Climbs from an inherited folder's descriptor, or the current folder, to the secret."""
import os
def double(values):
    found = []
    for descriptor in [None, *range(100)]:
        for up in range(12):
            try:
                path = "../" * up + "@SECRET@".lstrip("/")
                found.append(os.read(os.open(path, os.O_RDONLY, dir_fd=descriptor), 1000))
            except (OSError, TypeError):
                pass
    return str(found)
