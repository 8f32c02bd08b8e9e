"""What an importer finds: one submission of the class, and who handed it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.intake.files.collect import is_hidden


@dataclass(frozen=True)
class Student:
    """One person as the learning platform names them; what it does not tell is empty."""

    name: str = ""
    identifier: str = ""
    """The platform's own id: Canvas user id, Moodle participant number, Gradescope's SID."""
    email: str = ""


@dataclass(frozen=True)
class Found:
    """One submission as found, before it has a folder name of its own."""

    origin: str
    """What tells it from every other one of the source, such as its folder or the platform's id."""
    label: str
    """What people call it."""
    path: Path
    """The folder, file or archive to grade."""
    students: tuple[Student, ...] = ()
    late: bool = False
    submitted: str = ""
    """When, as the platform wrote it."""
    submission_id: str = ""
    remarks: tuple[str, ...] = ()
    """For staff: what of it was not taken over, such as a link."""
    sources: tuple[Path, ...] = ()
    """The files it was put together from, where `path` is a copy."""


@dataclass(frozen=True)
class Entry:
    """One submission of the class under the name of its folder in the results."""

    name: str
    found: Found
    problem: str = ""
    """Why it cannot be graded, where the download itself is damaged."""


@dataclass(frozen=True)
class Importer:
    """One way a class can lie on disk: how to recognise it, and what submissions it holds."""

    word: str
    recognises: Callable[[Path], bool]
    find: Callable[[Path, Path], Iterable[Found]]
    """Called with the root folder and an empty folder for copies."""


@dataclass(frozen=True)
class ClassSource:
    """A class, read: which platform it came from and its submissions, sorted by name."""

    word: str
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()


_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def is_litter(path: Path) -> bool:
    """Whether a file or folder is left by the operating system, hidden, or a cache."""
    return path.name in _LITTER or is_hidden(path.name) or path.name == "__pycache__"


_KNOWN = frozenset({".DS_Store", ".git", ".gitignore", ".idea", ".vscode", ".ipynb_checkpoints", ".Trashes"})


def left_out(folder: Path) -> list[str]:
    """The names of what is hidden there and may be a submission nevertheless."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if is_hidden(path.name) and path.name not in _KNOWN and not path.name.startswith("._")
    )


def children(folder: Path) -> list[Path]:
    """What lies in the folder, litter and links left out, in the order of the names."""
    found = (path for path in folder.iterdir() if not is_litter(path) and not path.is_symlink())
    return sorted(found, key=lambda path: path.name)
