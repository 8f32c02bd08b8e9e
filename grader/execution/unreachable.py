"""Import from folders that a worker can no longer reach by name, through descriptors opened before.

Once it is another user, a worker may not pass through a private folder such as root's home, in which Python
itself may be installed. A descriptor of the folder behind it still opens what is world-readable there.
"""

from __future__ import annotations

import fcntl
import importlib.abc
import importlib.machinery
import os
import stat
import sys
import types
from collections.abc import Sequence

DESCRIPTORS: list[int] = []
"""Kept open in workers."""


class FolderLoader(importlib.abc.SourceLoader):
    """Loads one module from its source, by a path that is relative to an open folder."""

    def __init__(self, folder: int, path: str) -> None:
        self._folder, self._path = folder, path

    def get_filename(self, fullname: str) -> str:
        """The path inside the folder."""
        return self._path

    def get_data(self, path: str) -> bytes:
        """The content of a file in the folder."""
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._folder), "rb") as file:
            return file.read()

    def path_stats(self, path: str) -> dict[str, float]:
        """Time and size, by which Python tells whether a compiled file is up to date."""
        found = os.stat(path, dir_fd=self._folder)
        return {"mtime": found.st_mtime, "size": found.st_size}


class FolderFinder:
    """Finds modules and packages below an open folder; `only`: these packages, or any where it is None."""

    def __init__(self, folder: int, prefixes: Sequence[str], only: frozenset[str] | None) -> None:
        self._folder, self._prefixes, self._only = folder, prefixes, only

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of a module whose source, or extension, is in the folder."""
        if self._only is not None and name.partition(".")[0] not in self._only:
            return None
        inside = name.replace(".", "/")
        for candidate, is_package in ((f"{inside}/__init__.py", True), (f"{inside}.py", False)):
            if self._is_file(candidate):
                loader = FolderLoader(self._folder, candidate)
                spec = importlib.machinery.ModuleSpec(name, loader, origin=candidate, is_package=is_package)
                spec.has_location = True
                return spec
        for prefix in self._prefixes:
            for suffix in importlib.machinery.EXTENSION_SUFFIXES:
                # The dynamic loader knows no descriptors: this works below the current folder alone.
                candidate = f"./{prefix}{inside}{suffix}"
                if self._is_file(candidate):
                    extension = importlib.machinery.ExtensionFileLoader(name, candidate)
                    return importlib.machinery.ModuleSpec(name, extension, origin=candidate)
        if self._is_folder(inside):
            # A package without __init__.py, such as the one of numpy's tests that numpy.testing needs.
            spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = [inside]
            return spec
        return None

    def _is_folder(self, path: str) -> bool:
        try:
            return stat.S_ISDIR(os.stat(path, dir_fd=self._folder).st_mode)
        except OSError:
            return False

    def _is_file(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.stat(path, dir_fd=self._folder).st_mode)
        except OSError:
            return False


def install(standard: Sequence[str], site: str) -> None:
    """Open the standard library and the packages now; look there where Python's own finders fail later."""
    loaded = {name.partition(".")[0] for name, module in sys.modules.items() if _is_from(module, site)}
    for path, prefixes, only in ((standard[0], ("lib-dynload/",), None), (site, (), frozenset(loaded))):
        opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        # Above the numbers that a worker's pipes are to have.
        descriptor = fcntl.fcntl(opened, fcntl.F_DUPFD_CLOEXEC, 10)
        os.close(opened)
        DESCRIPTORS.append(descriptor)
        sys.meta_path.append(FolderFinder(descriptor, prefixes, only))


def reopen() -> None:
    """Open the folders anew under the same numbers: what is inherited has one position for all workers."""
    for descriptor in DESCRIPTORS:
        opened = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=descriptor)
        os.dup2(opened, descriptor, inheritable=False)
        os.close(opened)


def _is_from(module: types.ModuleType, folder: str) -> bool:
    return str(getattr(module, "__file__", None) or "").startswith(folder)
