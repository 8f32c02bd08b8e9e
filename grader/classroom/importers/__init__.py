"""Read a class from disk, whatever platform it was downloaded from: a table of importers, tried in order."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.importers.canvas import CANVAS
from grader.classroom.importers.entry import ClassSource, Entry, Found, Importer, children, left_out
from grader.classroom.importers.folder import FOLDER
from grader.classroom.importers.gradescope import GRADESCOPE
from grader.classroom.importers.moodle import MOODLE
from grader.classroom.importers.naming import unique_names
from grader.classroom.importers.unpacking import DamagedArchive, Unpacked, unpack_class
from grader.errors import UsageError

IMPORTERS: tuple[Importer, ...] = (GRADESCOPE, MOODLE, CANVAS, FOLDER)
"""In the order in which they are asked; the last one takes what no platform made."""

__all__ = ["IMPORTERS", "ClassSource", "Entry", "Found", "read_class"]


def read_class(source: Path, staging: Path, *, leave_out: Path | None = None) -> ClassSource:
    """The submissions of a folder or zip; UsageError where there is no class to be seen in it.

    `staging` is an empty folder for what must be unpacked or put together. `leave_out` (the folder of
    results, if it lies inside the source) is no submission.
    """
    root, unpacked = _root(source, staging)
    copies = staging / "copies"
    copies.mkdir()
    importer, root = _choose(root, archive=source if source.is_file() else None)
    found = [
        one
        for one in importer.find(root, copies)
        if leave_out is None or one.path.resolve() != leave_out.resolve()
    ]
    if not found:
        raise UsageError(f"{source}: no submission in it")
    entries = [
        Entry(name, one, _damage(one, unpacked)) for name, one in zip(unique_names(found), found, strict=True)
    ]
    hidden = [f"{name!r} is hidden, since its name begins with a dot; left out" for name in left_out(root)]
    remarks = (*unpacked.remarks, *hidden)
    return ClassSource(importer.word, tuple(sorted(entries, key=lambda entry: entry.name)), remarks)


def _root(source: Path, staging: Path) -> tuple[Path, Unpacked]:
    if source.is_dir():
        return source, Unpacked({})
    if not source.exists():
        raise UsageError(f"{source}: no such file or folder")
    folder = staging / "unpacked"
    folder.mkdir()
    try:
        return folder, unpack_class(source, folder)
    except DamagedArchive as problem:
        raise UsageError(f"{source}: the zip is damaged ({problem}); download it again") from problem


def _choose(root: Path, archive: Path | None) -> tuple[Importer, Path]:
    """The first importer that recognises the folder, or the only folder in it (archives have a wrapper)."""
    inner = children(root)
    wrapped = inner[0] if len(inner) == 1 and inner[0].is_dir() else None
    for importer in IMPORTERS[:-1]:
        for place in (root, wrapped):
            if place is not None and importer.recognises(place):
                return importer, place
    if wrapped is not None and archive is not None and _is_wrapper(wrapped, archive):
        root = wrapped
    return FOLDER, root


def _is_wrapper(folder: Path, archive: Path) -> bool:
    """Whether the one folder of an archive is the class, and not the one student of it."""
    return folder.name == archive.stem or any(path.is_dir() for path in children(folder))


def _damage(found: Found, unpacked: Unpacked) -> str:
    """What of a submission could not be unpacked, for staff."""
    sources = found.sources or (found.path,)
    spoilt = [
        f"{path.name}: {why}"
        for path, why in unpacked.damaged.items()
        if any(path == source or source in path.parents for source in sources)
    ]
    return "damaged in the download: " + "; ".join(sorted(spoilt)[:5]) if spoilt else ""
