"""A folder in which each child is a submission: a folder, an archive, or a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from grader.classroom.importers.entry import Found, Importer, Student, children

_ARCHIVES = (".tar.gz", ".tgz", ".zip", ".tar")
_HANDED_IN = (".md", ".markdown", ".tex", ".ipynb", ".docx", ".yaml", ".yml", ".pdf", ".py", ".txt", ".html")


def recognises_folder(root: Path) -> bool:
    """Whether anything in the folder can be a submission: every other importer had its say before."""
    return any(path.is_dir() or _suffix(path) for path in children(root))


def find_in_folder(root: Path, copies: Path) -> Iterator[Found]:
    """Each folder and archive is one; loose files with one stem (``bob.md``, ``bob.py``) are one together."""
    paths = children(root)
    for path in paths:
        if path.is_dir():
            yield _found(path.name, path.name, path)
        elif path.name.lower().endswith(_ARCHIVES):
            yield _found(path.name, _stem(path), path)
    loose = [path for path in paths if path.is_file() and path.suffix.lower() in _HANDED_IN]
    for stem, group in groupby(sorted(loose, key=lambda path: (path.stem, path.name)), key=lambda p: p.stem):
        files = tuple(group)
        if len(files) == 1:
            yield _found(files[0].name, stem, files[0])
        else:
            yield _found(stem + ".*", stem, copy_together(files, copies, stem), files)


def copy_together(files: tuple[Path, ...], copies: Path, stem: str) -> Path:
    """A new folder with copies of the files under their own names."""
    folder = copies / f"{len(list(copies.iterdir())):06}"
    folder.mkdir()
    for file in files:
        shutil.copyfile(file, folder / file.name)
    return folder


def _found(origin: str, label: str, path: Path, sources: tuple[Path, ...] = ()) -> Found:
    return Found(origin, label, path, students=(Student(name=label),), sources=sources)


def _suffix(path: Path) -> bool:
    return path.name.lower().endswith((*_ARCHIVES, *_HANDED_IN))


def _stem(path: Path) -> str:
    lowered = path.name.lower()
    suffix = next(suffix for suffix in _ARCHIVES if lowered.endswith(suffix))
    return path.name[: -len(suffix)] or path.name


FOLDER = Importer("folder", recognises_folder, find_in_folder)
